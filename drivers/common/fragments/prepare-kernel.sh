#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# What container networks ask of the kernel. A feature may be built in, and then there is no module to load.
printf 'overlay\nbr_netfilter\n' >/etc/modules-load.d/jeroboam.conf
modprobe overlay 2>/dev/null || grep -qw overlay /proc/filesystems || fail "The kernel of this image has no overlay file system."
modprobe br_netfilter 2>/dev/null || [ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || fail "The kernel of this image has no br_netfilter."

cat >/etc/sysctl.d/99-jeroboam.conf <<'CONF'
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
net.ipv4.ip_forward = 1
CONF
sysctl --quiet --load /etc/sysctl.d/99-jeroboam.conf || fail "The kernel does not forward packets: sysctl net.ipv4.ip_forward cannot be set."
# Many connections are many entries; where the kernel keeps its own limit, that one stays.
sysctl --quiet --write net.netfilter.nf_conntrack_max=131072 2>/dev/null || true
# For good: a kubelet does not start beside it, after a restart neither.
if grep -q '^/' /proc/swaps; then swapoff --all; fi
if [ -e /etc/fstab ]; then sed -i 's/^[^#].*[[:space:]]swap[[:space:]]/# &/' /etc/fstab; fi

# Images, containers and etcd: where less is left, the node would fail later and say less.
least_mib=512
if [ "$(node_value role)" = master ]; then least_mib=1024; fi
for folder in /var/lib /var/lib/containerd /var/lib/docker; do
  if [ ! -d "$folder" ]; then continue; fi
  free_mib=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  if [ -n "$(node_value docker_volume_id)" ] && [ "$folder" != /var/lib ]; then continue; fi
  if [ "$free_mib" -lt "$least_mib" ]; then
    fail "The disk of this node is full: $folder has $free_mib MiB left and needs $least_mib MiB. Choose a flavor with a larger disk."
  fi
done
