#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# A cluster is up when a Service answers on every node, not when the nodes are Ready: while etcd gets its second and
# third member it has no leader for seconds, and some watches (seen with 1.20: the leading controller manager's, a
# kube-proxy's) then stay silent for minutes. So the last master makes a Service whose backends are the API servers
# themselves, which needs no image; every node asks it; and whose watch is silent is started anew.
probe=jeroboam-probe
probe_in_system() { kube --namespace kube-system "$@"; }
ask_kubelet_api() { ask_api /var/lib/kubelet/pki/kubelet-client-current.pem "$1"; }
last=no
if [ "$(node_value role)" = master ] && [ "$(node_value index)" = $(($(setting number_of_masters) - 1)) ]; then last=yes; fi

make_probe() {
  {
    printf 'apiVersion: v1\nkind: Service\nmetadata: {name: %s, namespace: kube-system}\n' "$probe"
    printf 'spec: {type: NodePort, ports: [{name: https, port: 443, targetPort: %s}]}\n---\n' "$(api_bind_port)"
    printf 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: %s, namespace: kube-system}\nsubsets:\n  - addresses:\n' "$probe"
    for master in $(setting master_addresses); do echo "      - ip: $master"; done
    printf '    ports: [{name: https, port: %s}]\n' "$(api_bind_port)"
  } | kube apply --filename - >/dev/null
}

# probe_address NODE: where the Service answers on that node; from its own side once it is no longer open to others
probe_address() {
  ask_kubelet_api "/api/v1/namespaces/kube-system/services/$probe?pretty=true" >"$run_dir/probe" || return 1
  port=$(sed -n 's/.*"nodePort": \([0-9]*\).*/\1/p' "$run_dir/probe")
  if [ -n "$port" ]; then
    echo "$1:$port"
  else
    echo "$(sed -n 's/.*"clusterIP": "\(.*\)".*/\1/p' "$run_dir/probe"):443"
  fi
}

# asked ADDRESS: whether the API answers there, by its own certificate
asked() { curl --silent --fail --output /dev/null --noproxy '*' --max-time 3 --cacert "$authority" --connect-to "::$1" "https://kubernetes/readyz"; }

# A leader that has stopped seeing changes gives way to another one at once, instead of after its lease.
renew_leader() {
  holder=$(probe_in_system get lease "$1" --output 'jsonpath={.spec.holderIdentity}' 2>/dev/null) || return 0
  case $holder in "$(hostname)_"*) ;; *) return 0 ;; esac
  echo "$1 sees no changes: started anew"
  pkill -x "$(printf '%.15s' "$1")" || true
  probe_in_system delete lease "$1" >/dev/null 2>&1 || true
}

# answers_here: with what this node can do about it where it does not. Each try gets twice the time of the last one: on
# a busy machine nothing is silent, only late. etcd with one member has never been without a leader.
healed=''
patience=60
if [ "$(setting number_of_masters)" -gt 1 ]; then patience=5; fi
answers_here() {
  at=$(probe_address "$(node_value address)") || return 1
  if asked "$at"; then return 0; fi
  healed=${healed:-$(date +%s)}
  if [ "$(($(date +%s) - healed))" -lt "$patience" ]; then return 1; fi
  healed=$(date +%s)
  patience=$((patience * 2))
  mirrored=$(probe_in_system get endpointslices --selector "kubernetes.io/service-name=$probe" --output name 2>/dev/null || echo unknown)
  if [ -n "$mirrored" ]; then
    echo "kube-proxy has no rules for $probe: started anew"
    pkill -x kube-proxy || true
  elif [ "$(node_value role)" = master ]; then
    renew_leader kube-controller-manager
  fi
  return 1
}

all_ready() {
  ask_kubelet_api '/api/v1/nodes?pretty=true' >"$run_dir/nodes" || return 1
  [ "$(ready_nodes <"$run_dir/nodes")" -ge "$expected" ]
}

# every_node_answers: asked from here, by the addresses the nodes have
every_node_answers() {
  for address in $(kube get nodes --output 'jsonpath={.items[*].status.addresses[?(@.type=="InternalIP")].address}' 2>/dev/null); do
    asked "$(probe_address "$address")" || return 1
  done
}

if [ "$last" = yes ]; then
  retry 60 2 make_probe || fail "The cluster's API took no Service within 2 minutes."
fi
retry 900 2 answers_here || fail "Services of the cluster did not answer on this node within 30 minutes."
if [ "$last" = yes ]; then
  expected=$(($(setting number_of_masters) + $(node_value number_of_minions)))
  if ! retry 1200 1 all_ready; then
    fail "Of $expected nodes only $(ready_nodes <"$run_dir/nodes") became Ready within 20 minutes: $(kube get nodes --no-headers | awk '{ print $1, $2 }' | paste -sd ',' -)."
  fi
  retry 300 2 every_node_answers || fail "Services of the cluster did not answer on every node within 10 minutes."
  # No longer open to the outside: nodes that come later ask it from inside.
  probe_in_system patch service "$probe" --patch '{"spec": {"type": "ClusterIP", "ports": [{"port": 443, "nodePort": null}]}}' >/dev/null || true
  note "$expected nodes answer"
fi
