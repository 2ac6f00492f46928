#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# The cluster is up when Mesos knows every agent. The last master asks, through the gateway, which knows the leader.
if [ "$(node_value index)" != $(($(setting number_of_masters) - 1)) ]; then exit 0; fi
expected=$(node_value number_of_minions)
agents() { curl --silent --fail --noproxy '*' --max-time 5 http://127.0.0.1/mesos/metrics/snapshot | sed -n 's#.*"master/slaves_active":\([0-9]*\).*#\1#p'; }
all_there() { [ "$(agents)" -ge "$expected" ] 2>/dev/null; }
retry 600 3 all_there || fail "Of $expected agents only $(agents) registered with Mesos within 30 minutes."
note "$expected agents"
