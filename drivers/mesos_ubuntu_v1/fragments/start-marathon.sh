#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=mesos.sh
. "$boot_dir/mesos.sh"

# Marathon on every master; the one that leads does the work, the others pass on what they are asked.
address=$(node_value address)
cat >/etc/mesos/marathon.env <<CONF
MARATHON_MASTER=$(zookeeper_url mesos)
MARATHON_ZK=$(zookeeper_url marathon)
MARATHON_HOSTNAME=$address
MARATHON_HTTP_ADDRESS=0.0.0.0
MARATHON_HTTP_PORT=$(setting api_port)
MESOS_NATIVE_JAVA_LIBRARY=/opt/mesos/lib/libmesos.so
LIBPROCESS_IP=$address
JAVA_OPTS=-Xmx512m
CONF
start_unit marathon "http://$address:$(setting api_port)/ping"
