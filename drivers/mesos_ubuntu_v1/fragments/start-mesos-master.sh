#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=mesos.sh
. "$boot_dir/mesos.sh"

# A master leads when a majority of them agrees.
address=$(node_value address)
mkdir -p /etc/mesos /var/lib/mesos/master
cat >/etc/mesos/master.env <<CONF
MESOS_ZK=$(zookeeper_url mesos)
MESOS_QUORUM=$(($(setting number_of_masters) / 2 + 1))
MESOS_WORK_DIR=/var/lib/mesos/master
MESOS_CLUSTER=$(setting cluster_name)
MESOS_IP=$address
MESOS_HOSTNAME=$address
MESOS_PORT=5050
CONF
start_unit mesos-master "http://$address:5050/health"
