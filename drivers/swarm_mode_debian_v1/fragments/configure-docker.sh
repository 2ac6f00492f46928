#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# Docker's daemon. On masters its API answers on TCP as well, to whoever shows a certificate of the cluster's
# authority; on minions it answers on its own socket only.
command -v dockerd >/dev/null || fail "The image has no Docker. Use an image made for this driver."
wanted=$(setting docker_version)
found=$(dockerd --version | sed -n 's/^Docker version \([0-9.]*\).*/\1/p')
case $found. in
  "$wanted".*) ;;
  *) fail "The image holds Docker $found, the cluster wants $wanted. Set the label docker_version or choose another image." ;;
esac

case $(setting storage_driver) in
  '' | overlay | overlay2) storage=overlay2 ;;
  native | vfs) storage=vfs ;;
  *) storage=$(setting storage_driver) ;;
esac
insecure=$(setting insecure_registry)
mkdir -p /etc/docker
cat >/etc/docker/daemon.json <<CONF
{
  "storage-driver": "$storage",
  "insecure-registries": [${insecure:+"\"$insecure\""}],
  "default-address-pools": [{"base": "$(setting bridge_address_pool)", "size": 24}],
  "log-driver": "json-file",
  "log-opts": {"max-size": "20m", "max-file": "3"}
}
CONF

mkdir -p /etc/systemd/system/docker.service.d
if [ "$(node_value role)" = master ]; then
  # Started only together with docker.service: nothing answers on TCP before its certificate is there.
  tls=/etc/docker/tls
  cat >/etc/systemd/system/docker.service.d/api.conf <<CONF
[Service]
ExecStart=
ExecStart=/usr/sbin/dockerd -H fd:// -H tcp://0.0.0.0:$(setting api_port) --containerd=/run/containerd/containerd.sock \\
  --tlsverify --tlscacert=$tls/ca.pem --tlscert=$tls/server.pem --tlskey=$tls/server-key.pem
CONF
fi
systemctl daemon-reload
systemctl enable --quiet docker.service
systemctl restart docker.service || {
  journalctl --unit docker.service --no-pager --lines 30
  fail "Docker does not start on this node."
}
note "Docker $found, $storage"
