#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# A cluster is up when a Service answers on every node, not when the nodes are Ready. So the last master makes a Service
# whose backends are the API servers themselves, which needs no image, and every node asks it.
probe=jeroboam-probe
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
asked() { curl --silent --fail --output /dev/null --noproxy '*' --max-time 3 --cacert "$authority" --resolve "kubernetes:${1##*:}:${1%:*}" "https://kubernetes:${1##*:}/readyz"; }

answers_here() { at=$(probe_address "$(node_value address)") && asked "$at"; }

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
  wait_for 120 make_probe || fail "The cluster's API took no Service within 2 minutes."
fi
wait_for 1800 answers_here || fail "Services of the cluster did not answer on this node within 30 minutes."
if [ "$last" = yes ]; then
  expected=$(($(setting number_of_masters) + $(node_value number_of_minions)))
  if ! wait_for 1200 all_ready; then
    fail "Of $expected nodes only $(ready_nodes <"$run_dir/nodes") became Ready within 20 minutes: $(kube get nodes --no-headers | awk '{ print $1, $2 }' | paste -sd ',' -)."
  fi
  wait_for 600 every_node_answers || fail "Services of the cluster did not answer on every node within 10 minutes."
  # No longer open to the outside: nodes that come later ask it from inside.
  kube --namespace kube-system patch service "$probe" --patch '{"spec": {"type": "ClusterIP", "ports": [{"port": 443, "nodePort": null}]}}' >/dev/null || true
  note "$expected nodes answer"
fi
