#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# The cluster is up when the leading master knows every agent. The last master asks.
if [ "$(node_value index)" != $(($(setting number_of_masters) - 1)) ]; then exit 0; fi
expected=$(node_value number_of_minions)

# Any master tells where the leading one is, by a redirection.
agents() {
  curl --silent --fail --location --noproxy '*' --max-time 5 "http://$(node_value address):5050/redirect" --output /dev/null --write-out '%{url_effective}' >"$run_dir/leader" || true
  leader=$(sed -n 's#^\(http://[^/]*\).*#\1#p' "$run_dir/leader")
  curl --silent --fail --noproxy '*' --max-time 5 "$leader/metrics/snapshot" | sed -n 's#.*"master/slaves_active":\([0-9]*\).*#\1#p'
}
all_there() { [ "$(agents)" -ge "$expected" ] 2>/dev/null; }
retry 600 2 all_there || fail "Of $expected agents only $(agents) registered with the leading Mesos master within 20 minutes."
note "$expected agents"
