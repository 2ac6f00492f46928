#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# A proxy for the container runtime, the kubelet and package tools; the cluster's own addresses go past it.
http_proxy_url=$(setting http_proxy)
https_proxy_url=$(setting https_proxy)
if [ -z "$http_proxy_url$https_proxy_url" ]; then exit 0; fi

# A URL may carry a password, a sentence must not.
shown() { printf '%s' "$1" | sed 's#//[^@/]*@#//#'; }

for url in "$http_proxy_url" "$https_proxy_url"; do
  if [ -z "$url" ]; then continue; fi
  code=0
  curl --silent --output /dev/null --noproxy '*' --connect-timeout 5 --max-time 10 --insecure "$url" || code=$?
  case $code in
    3 | 5 | 6 | 7 | 28) fail "The proxy $(shown "$url") does not answer. Check the proxy of the cluster template." ;;
  esac
done

past=$(setting no_proxy)
own_network=$(ip -4 route show scope link src "$(node_value address)" | awk '$1 ~ /\// { print $1; exit }')
for own in localhost 127.0.0.0/8 .svc .cluster.local 169.254.169.254 "$own_network" \
  "$(node_value address)" "$(setting api_private_address)" "$(setting api_public_address)" $(setting master_addresses) \
  "$(setting pods_network_cidr)" "$(setting service_cluster_ip_range)"; do
  case ",$past," in *",$own,"*) continue ;; esac
  if [ -n "$own" ]; then past=${past:+$past,}$own; fi
done

# systemd reads a % as its own.
in_unit() { printf '%s' "$1" | sed 's/%/%%/g'; }
for unit in containerd docker kubelet rpm-ostreed; do
  mkdir -p "/etc/systemd/system/$unit.service.d"
  {
    echo '[Service]'
    # Not every program reads both spellings.
    for name in HTTP_PROXY http_proxy; do
      if [ -n "$http_proxy_url" ]; then echo "Environment=\"$name=$(in_unit "$http_proxy_url")\""; fi
    done
    if [ -n "$https_proxy_url" ]; then echo "Environment=\"HTTPS_PROXY=$(in_unit "$https_proxy_url")\""; fi
    echo "Environment=\"NO_PROXY=$past\""
  } >"/etc/systemd/system/$unit.service.d/proxy.conf"
  chmod 0600 "/etc/systemd/system/$unit.service.d/proxy.conf"
done
systemctl daemon-reload
systemctl try-restart rpm-ostreed 2>/dev/null || true

if [ -d /etc/apt/apt.conf.d ]; then
  {
    if [ -n "$http_proxy_url" ]; then echo "Acquire::http::Proxy \"$http_proxy_url\";"; fi
    if [ -n "$https_proxy_url" ]; then echo "Acquire::https::Proxy \"$https_proxy_url\";"; fi
    # apt knows no networks and no domains here: single hosts only.
    for host in $(printf '%s' "$past" | tr ',' '\n' | grep -E '^[A-Za-z0-9][A-Za-z0-9.-]*$'); do
      printf 'Acquire::http::Proxy::%s "DIRECT";\nAcquire::https::Proxy::%s "DIRECT";\n' "$host" "$host"
    done
  } >/etc/apt/apt.conf.d/90proxy
fi
for file in /etc/dnf/dnf.conf /etc/yum.conf; do
  if [ -f "$file" ] && ! grep -q '^proxy=' "$file"; then echo "proxy=${http_proxy_url:-$https_proxy_url}" >>"$file"; fi
done

# For the steps after this one.
{
  printf "http_proxy='%s'\nhttps_proxy='%s'\nno_proxy='%s'\n" "$http_proxy_url" "$https_proxy_url" "$past"
  echo 'export http_proxy https_proxy no_proxy'
} >"$run_dir/proxy"
note "by $(shown "${https_proxy_url:-$http_proxy_url}")"
