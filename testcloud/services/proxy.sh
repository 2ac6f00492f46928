# shellcheck shell=bash
# The HTTP proxy for the nodes: tinyproxy. It reaches the gateway address and nothing else; log/proxy.log names each request.

proxy_configure() {
  echo "^${GATEWAY_ADDRESS//./\\.}\$" >"$ETC/proxy-allowed"
  cat >"$ETC/proxy.conf" <<X
User nobody
Group nogroup
Listen $GATEWAY_ADDRESS
Port ${PORT[proxy]}
Timeout 600
LogLevel Connect
Filter "$ETC/proxy-allowed"
FilterDefaultDeny Yes
MaxClients 200
X
}

proxy_start() { start proxy tinyproxy -d -c "$ETC/proxy.conf"; }
