#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Network driver host-gw: no image of anybody is needed, only the bridge plugin of CNI and routes between the nodes.
if [ "$(setting network_driver)" != host-gw ]; then exit 0; fi

device=$(ip -4 -o address show to "$(node_value address)" | awk '{ print $2; exit }')
mkdir -p /etc/cni/net.d
cat >"$boot_dir/host-gw.conflist" <<CONF
{"cniVersion": "0.3.1", "name": "host-gw", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "hairpinMode": true, "ipMasq": false, "mtu": $(cat "/sys/class/net/$device/mtu"),
   "ipam": {"type": "host-local", "subnet": "{{.PodCIDR}}", "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}
]}
CONF
cat >"$boot_dir/host-gw.env" <<CONF
NODE=$(node_value name)
DEVICE=$device
PODS=$(setting pods_network_cidr)
RUNTIME=$(setting container_runtime)
CONF
cat >/etc/systemd/system/jeroboam-host-gw.service <<'CONF'
[Unit]
Description=Pod network: CNI configuration and routes to the other nodes' pods
After=network-online.target
Wants=network-online.target
[Service]
EnvironmentFile=/etc/jeroboam/host-gw.env
ExecStart=/bin/sh /etc/jeroboam/host-gw
Restart=always
RestartSec=2
[Install]
WantedBy=multi-user.target
CONF
# Which has systemd read its units anew.
systemctl enable --now jeroboam-host-gw 2>/dev/null
