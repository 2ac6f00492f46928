#!/bin/sh
# shellcheck source=../../common/fragments/node.sh
. /etc/jeroboam/node.sh

# The kubelet's own options; kubeadm writes the rest.
wanted=$(setting kube_tag)
command -v kubeadm >/dev/null || fail "The image has no kubeadm. Use an image made for this driver."
found=$(kubeadm version --output short)
if [ "$found" != "$wanted" ]; then
  fail "The image holds Kubernetes $found, the cluster wants $wanted. Set the label kube_tag to $found or choose another image."
fi

printf 'KUBELET_EXTRA_ARGS="--node-ip=%s %s"\n' "$(node_value address)" "$(setting kubelet_options)" >/etc/default/kubelet
systemctl enable kubelet
