#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# Without a load balancer in the cloud: one address that moves between the masters (keepalived), and on each
# master a balancer before all API servers (haproxy).
if ! is api_vip; then exit 0; fi
for program in haproxy keepalived; do
  command -v "$program" >/dev/null || fail "The image has no $program, which several masters without a load balancer need. Ask for a load balancer or use another image."
done

port=$(setting kubernetes_port)
{
  cat <<CONF
global
  maxconn 4000
defaults
  mode tcp
  timeout connect 3s
  timeout client 1h
  timeout server 1h
frontend api
  bind *:$port
  default_backend masters
backend masters
  option httpchk GET /readyz
  default-server check check-ssl verify none inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
CONF
  number=0
  for master in $(setting master_addresses); do
    echo "  server master-$number $master:$(api_bind_port)"
    number=$((number + 1))
  done
} >/etc/haproxy/haproxy.cfg

device=$(ip -4 -o address show to "$(node_value address)" | awk '{ print $2; exit }')
{
  cat <<CONF
global_defs {
  enable_script_security
  script_user root
}
vrrp_script api {
  script "/usr/bin/curl --silent --fail --insecure --max-time 2 --output /dev/null https://127.0.0.1:$port/readyz"
  interval 2
  timeout 3
  fall 3
  rise 1
}
vrrp_instance api {
  state BACKUP
  interface $device
  virtual_router_id 51
  priority $((100 - $(node_value index)))
  advert_int 1
  unicast_src_ip $(node_value address)
  unicast_peer {
CONF
  for master in $(setting master_addresses); do
    if [ "$master" != "$(node_value address)" ]; then echo "    $master"; fi
  done
  cat <<CONF
  }
  virtual_ipaddress {
    $(setting api_private_address)/32 dev $device
  }
  track_script {
    api
  }
}
CONF
} >/etc/keepalived/keepalived.conf

haproxy -c -q -f /etc/haproxy/haproxy.cfg || fail "haproxy does not take the cluster's configuration."
systemctl enable haproxy keepalived 2>/dev/null
systemctl restart haproxy keepalived || fail "haproxy or keepalived does not start."
note "virtual address $(setting api_private_address)"
