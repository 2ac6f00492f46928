#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Whether the registry that images come from answers, so that a wrong address, certificate or proxy has a
# sentence of its own and not that of whoever first wants an image.
prefix=$(setting container_infra_prefix)
[ -n "$prefix" ] || exit 0
registry=${prefix%%/*}
scheme=https
if [ "$registry" = "$(setting insecure_registry)" ]; then scheme=http; fi

proxy=''
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
  proxy=$(printf '%s' "${https_proxy:-$http_proxy}" | sed 's#//[^@/]*@#//#')
fi

ask() {
  code=0
  answer=$(curl --silent --show-error --connect-timeout 10 --max-time 20 --output /dev/null --write-out '%{http_code} %{http_connect}' "$scheme://$registry/v2/" 2>"$run_dir/mirror-error") || code=$?
  cat "$run_dir/mirror-error"
  [ "$code" -eq 0 ]
}
# Once more: a network may need seconds after the node's first boot.
retry 3 3 ask || true
connected=${answer#* }
status=${answer%% *}
case $code in
  0) ;;
  60 | 77) fail "The certificate of the image mirror $registry is not signed by an authority that this node trusts. Set the mirror's authority as root CA of the cluster template." ;;
  35) fail "The image mirror $registry does not speak TLS. If it is meant to, check the port; otherwise name it as insecure registry." ;;
  5) fail "The proxy $proxy does not answer. Check the proxy of the cluster template." ;;
  56) if [ -n "$proxy" ] && [ "$connected" != 000 ] && [ "$connected" != 200 ]; then
      fail "The proxy $proxy does not let this node reach the image mirror $registry (HTTP $connected). Add the mirror to the addresses without proxy or allow it there."
    fi
    fail "The image mirror $registry ended the connection." ;;
  *) fail "The image mirror $registry does not answer${proxy:+ through the proxy $proxy}. Check its address in the cluster template." ;;
esac
case $status in
  2?? | 401) note "$registry answers" ;;
  5??) fail "The image mirror $registry does not answer${proxy:+ through the proxy $proxy} (HTTP $status)." ;;
  *) fail "At $registry there is no image mirror: it answers HTTP $status where a registry says 200." ;;
esac
