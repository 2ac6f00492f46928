#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# Without a load balancer in the cloud: on each master a balancer before all API servers. The address that moves
# between them is the next step's.
if ! is api_vip; then exit 0; fi
command -v haproxy >/dev/null || fail "The image has no haproxy, which several masters without a load balancer need. Ask for a load balancer or use another image."

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
CONF
  number=0
  for master in $(setting master_addresses); do
    echo "  server master-$number $master:$(api_bind_port) check check-ssl verify none inter 1s fall 2 rise 1 on-marked-down shutdown-sessions"
    number=$((number + 1))
  done
} >/etc/haproxy/haproxy.cfg

haproxy -c -q -f /etc/haproxy/haproxy.cfg || fail "haproxy does not take the cluster's configuration."
systemctl enable --quiet haproxy
systemctl restart haproxy || fail "haproxy does not start."
cat >"$boot_dir/check-api.sh" <<CHECK
#!/bin/sh
# Whether this master may have the API's address: an API server answers through its balancer.
exec curl --silent --fail --insecure --noproxy '*' --max-time 3 --output /dev/null https://127.0.0.1:$port/readyz
CHECK
chmod 0755 "$boot_dir/check-api.sh"
