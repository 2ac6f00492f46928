#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Several masters without a load balancer: one address that is always with a master whose API answers, by the
# driver's own check.
if ! is api_vip; then exit 0; fi
command -v keepalived >/dev/null || fail "The image has no keepalived, which several masters without a load balancer need. Ask for a load balancer or use another image."

address=$(node_value address)
device=$(ip -4 -o address show to "$address" | awk '{ print $2; exit }')
{
  cat <<CONF
global_defs {
  enable_script_security
  script_user root
}
vrrp_script api {
  script "/usr/bin/timeout 4 $boot_dir/check-api.sh"
  interval 3
  timeout 5
  fall 3
  rise 1
}
vrrp_instance api {
  state BACKUP
  interface $device
  virtual_router_id 51
  priority $((100 - $(node_value index)))
  advert_int 1
  unicast_src_ip $address
  unicast_peer {
CONF
  for master in $(setting master_addresses); do
    if [ "$master" != "$address" ]; then echo "    $master"; fi
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
systemctl enable --quiet keepalived
systemctl restart keepalived || fail "keepalived does not start."
note "virtual address $(setting api_private_address)"
