#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# A proxy for the container runtime and for package tools; the cluster's own addresses go past it.
http_proxy_url=$(setting http_proxy)
https_proxy_url=$(setting https_proxy)
if [ -z "$http_proxy_url$https_proxy_url" ]; then exit 0; fi

past=$(setting no_proxy)
for own in localhost 127.0.0.1 .svc .cluster.local 169.254.169.254 \
  "$(node_value address)" "$(node_value api_private_address)" "$(node_value api_public_address)" \
  "$(node_value pods_network_cidr)" "$(setting service_cluster_ip_range)"; do
  if [ -n "$own" ]; then past=${past:+$past,}$own; fi
done

for unit in containerd kubelet; do
  mkdir -p "/etc/systemd/system/$unit.service.d"
  {
    echo '[Service]'
    if [ -n "$http_proxy_url" ]; then echo "Environment=\"HTTP_PROXY=$http_proxy_url\""; fi
    if [ -n "$https_proxy_url" ]; then echo "Environment=\"HTTPS_PROXY=$https_proxy_url\""; fi
    echo "Environment=\"NO_PROXY=$past\""
  } >"/etc/systemd/system/$unit.service.d/proxy.conf"
done
{
  if [ -n "$http_proxy_url" ]; then echo "Acquire::http::Proxy \"$http_proxy_url\";"; fi
  if [ -n "$https_proxy_url" ]; then echo "Acquire::https::Proxy \"$https_proxy_url\";"; fi
} >/etc/apt/apt.conf.d/90proxy
systemctl daemon-reload
