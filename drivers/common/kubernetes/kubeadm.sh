#!/bin/sh
# Sourced after node.sh by the steps that speak with kubeadm or with the cluster.
# shellcheck shell=sh

# shellcheck disable=SC2034 # for steps
authority=/etc/kubernetes/pki/ca.crt
cri_socket=unix:///run/containerd/containerd.sock
if [ "$(setting container_runtime)" = docker ]; then cri_socket=/var/run/dockershim.sock; fi
# A crictl for images without one.
export PATH="$PATH:/etc/jeroboam/bin"

# Where everybody reaches the API: load balancer, virtual address, or the only master.
api_endpoint() { echo "$(setting api_private_address):$(setting kubernetes_port)"; }

# Behind a virtual address haproxy has the API's port on each master, and the API server another one.
api_bind_port() {
  if ! is api_vip; then
    setting kubernetes_port
  elif [ "$(setting kubernetes_port)" = 16443 ]; then
    echo 16444
  else
    echo 16443
  fi
}

image_prefix() { setting container_infra_prefix | sed 's#/$##'; }

kube_minor() { setting kube_tag | sed 's/^v1\.\([0-9]*\)\..*/\1/'; }

# The configuration's version that each kubeadm understands.
kubeadm_api() {
  if [ "$(kube_minor)" -ge 31 ]; then
    echo kubeadm.k8s.io/v1beta4
  elif [ "$(kube_minor)" -ge 22 ]; then
    echo kubeadm.k8s.io/v1beta3
  else
    echo kubeadm.k8s.io/v1beta2
  fi
}

# extra_args FLAGS: "--a=b --c=d" as kubeadm's extraArgs, on one line: a map until v1beta3, a list from v1beta4 on.
extra_args() {
  list=''
  for flag in $1; do
    name=${flag%%=*}
    name=${name#--}
    value=''
    case $flag in *=*) value=$(printf '%s' "${flag#*=}" | sed 's/["\\]/\\&/g') ;; esac
    if [ "$(kube_minor)" -ge 31 ]; then
      list="$list${list:+, }{name: \"$name\", value: \"$value\"}"
    else
      list="$list${list:+, }\"$name\": \"$value\""
    fi
  done
  if [ "$(kube_minor)" -ge 31 ]; then echo "[$list]"; else echo "{$list}"; fi
}

node_registration() { printf 'nodeRegistration: {name: "%s", criSocket: "%s"}\n' "$(node_value name)" "$cri_socket"; }

api_answers() { curl --silent --fail --output /dev/null --noproxy '*' --max-time 5 --cacert "$1" "https://$(api_endpoint)/readyz"; }

# by_token: how kubeadm finds the cluster. Its controller manager has to sign the cluster's address for the token first, some
# 15 s after the API has come; a kubeadm that comes earlier asks again after 5 s, and a kubelet that has to wait for its
# certificate waits longer and longer for all it watches.
# shellcheck disable=SC2154 # of node.sh
by_token() {
  token=$(secret bootstrap_token)
  hash=$(openssl x509 -in "$run_dir/ca.crt" -pubkey -noout | openssl pkey -pubin -outform der | sha256sum | cut -d ' ' -f 1)
  echo "bootstrapToken: {token: \"$token\", apiServerEndpoint: \"$(api_endpoint)\", caCertHashes: [\"sha256:$hash\"]}"
}
token_known() {
  token=$(secret bootstrap_token)
  curl --silent --fail --noproxy '*' --max-time 5 --cacert "$run_dir/ca.crt" "https://$(api_endpoint)/api/v1/namespaces/kube-public/configmaps/cluster-info" | grep -q "jws-kubeconfig-${token%%.*}"
}

# put_authorities: again before each try, for kubeadm reset empties the folder.
put_authorities() {
  (
    umask 077
    mkdir -p /etc/kubernetes/pki/etcd
    cd /etc/kubernetes/pki || exit 1
    secret ca_certificate >ca.crt
    secret ca_key >ca.key
    secret etcd_ca_certificate >etcd/ca.crt
    secret etcd_ca_key >etcd/ca.key
    secret front_proxy_ca_certificate >front-proxy-ca.crt
    secret front_proxy_ca_key >front-proxy-ca.key
    secret service_account_key >sa.key
    openssl rsa -in sa.key -pubout >sa.pub 2>/dev/null
    chmod 0644 ca.crt etcd/ca.crt front-proxy-ca.crt sa.pub
  )
}

# try_anew COMMAND...: etcd has no leader for seconds while a member joins, so that one failure of kubeadm is none.
try_anew() {
  for pause in 2 4 8 12 0; do
    if "$@"; then return 0; fi
    kubeadm reset --force --cri-socket "$cri_socket" >/dev/null 2>&1
    if [ "$(node_value role)" = master ]; then put_authorities; fi
    sleep "$pause"
  done
  return 1
}

# ask_api PEM PATH: the API's answer in lines, to the client whose certificate and key are in PEM. For what all nodes ask
# again and again: starting a kubectl costs more than its question.
ask_api() {
  # shellcheck disable=SC2154 # of node.sh
  curl --silent --fail --noproxy '*' --max-time 8 --cacert "$run_dir/ca.crt" --cert "$1" --key "$1" "https://$(api_endpoint)$2"
}

# ready_nodes: how many of the NodeList on standard input are Ready
ready_nodes() { grep -A 1 '"type": "Ready"' | grep -c '"status": "True"'; }

# kube ARGUMENT...: kubectl with what this node may do: a master all, a minion what a kubelet may.
kube() {
  kubeconfig=/etc/kubernetes/kubelet.conf
  if [ "$(node_value role)" = master ]; then kubeconfig=/etc/kubernetes/admin.conf; fi
  # shellcheck disable=SC2154 # of node.sh
  HOME=$run_dir kubectl --kubeconfig "$kubeconfig" --request-timeout=10s "$@"
}
