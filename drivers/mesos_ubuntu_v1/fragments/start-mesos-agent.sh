#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=mesos.sh
. "$boot_dir/mesos.sh"

# Tasks run in Docker's containers or in Mesos' own.
insecure=$(setting insecure_registry)
mkdir -p /etc/docker /etc/mesos /var/lib/mesos/agent
printf '{"insecure-registries": [%s]}\n' "${insecure:+\"$insecure\"}" >/etc/docker/daemon.json
systemctl enable --quiet docker.service
systemctl restart docker.service || fail "Docker does not start on this node."

address=$(node_value address)
cat >/etc/mesos/agent.env <<CONF
MESOS_MASTER=$(zookeeper_url mesos)
MESOS_WORK_DIR=/var/lib/mesos/agent
MESOS_CONTAINERIZERS=docker,mesos
MESOS_EXECUTOR_REGISTRATION_TIMEOUT=5mins
MESOS_IP=$address
MESOS_HOSTNAME=$address
MESOS_PORT=5051
MESOS_RESOURCES=ports:[31000-32000]
CONF
start_unit mesos-agent "http://$address:5051/health"
