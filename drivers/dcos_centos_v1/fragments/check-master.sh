#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# A master is up when ZooKeeper has a majority, Mesos a leader and Marathon an answer, all behind DC/OS' own gateway.
answers() { curl --silent --fail --noproxy '*' --max-time 5 --output /dev/null "http://127.0.0.1$1"; }
up() { answers /exhibitor/exhibitor/v1/cluster/status && answers /mesos/master/slaves && answers /service/marathon/ping; }
retry 360 5 up || fail "ZooKeeper, Mesos or Marathon did not answer on this master within 30 minutes."
