#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# The kubelet's own options; kubeadm writes the rest.
wanted=$(setting kube_tag)
found=$(kubeadm version --output short)
if [ "$found" != "$wanted" ]; then
  fail "The image holds Kubernetes $found, the cluster wants $wanted. Set the label kube_tag to $found or choose another image."
fi

options="--node-ip=$(node_value address)"
labels=''
zone=$(setting availability_zone)
# Not every name of a zone can be a label's value.
if printf '%s\n' "$zone" | grep -Eqx '[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?'; then labels=topology.kubernetes.io/zone=$zone; fi
if [ "$(node_value role)" = minion ]; then
  if [ -n "$(setting node_labels)" ]; then labels="$labels${labels:+,}$(setting node_labels)"; fi
  if [ -n "$(setting node_taints)" ]; then options="$options --register-with-taints=$(setting node_taints)"; fi
else
  # The taints that kubeadm gives a master, here from its first moment on, some of which it spends as a node like any other.
  taints=''
  if [ "$(kube_minor)" -le 24 ]; then taints=node-role.kubernetes.io/master=:NoSchedule; fi
  if [ "$(kube_minor)" -ge 24 ]; then taints="$taints${taints:+,}node-role.kubernetes.io/control-plane=:NoSchedule"; fi
  options="$options --register-with-taints=$taints"
fi
if [ -n "$labels" ]; then options="$options --node-labels=$labels"; fi
if is cloud_provider_enabled; then options="$options --cloud-provider=external"; fi
options="$options $(setting kubelet_options)"

# Where Debian's and Red Hat's units read it.
written=no
for folder in /etc/default /etc/sysconfig; do
  if [ ! -d "$folder" ]; then continue; fi
  printf 'KUBELET_EXTRA_ARGS="%s"\n' "${options% }" >"$folder/kubelet"
  written=yes
done
[ "$written" = yes ] || fail "The image has neither /etc/default nor /etc/sysconfig. Use an image made for this driver."
# Kubelets that still hold the code for Amazon's cloud ask its metadata service at each start, and wait 4 s where nobody
# answers.
mkdir -p /etc/systemd/system/kubelet.service.d
printf '[Service]\nEnvironment=AWS_EC2_METADATA_DISABLED=true\n' >/etc/systemd/system/kubelet.service.d/20-jeroboam.conf
# kubeadm has systemd read its units anew before it starts the kubelet.
systemctl enable --no-reload kubelet 2>/dev/null || fail "The image has no kubelet.service. Use an image made for this driver."
