# shellcheck shell=bash
# What answers on 172.24.0.1 for the nodes: the services themselves listen on 127.0.0.1 only.

FORWARDED=(keystone placement neutron glance nova-api heat-api heat-api-cfn cinder-api octavia barbican)

haproxy_program() { echo "$(unpacked_program haproxy)/usr/sbin/haproxy"; }

gateway_configure() {
  local name
  {
    printf 'defaults\n  mode tcp\n  timeout connect 5s\n  timeout client 300s\n  timeout server 300s\n'
    for name in "${FORWARDED[@]}"; do
      printf 'listen %s\n  bind %s:%s\n  server %s %s:%s\n' "$name" "$GATEWAY_ADDRESS" "${PORT[$name]}" "$name" "$ADDRESS" "${PORT[$name]}"
    done
  } >"$ETC/gateway.cfg"
}

gateway_start() { start gateway "$(haproxy_program)" -db -f "$ETC/gateway.cfg"; }
