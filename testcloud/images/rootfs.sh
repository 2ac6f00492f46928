# shellcheck shell=bash
# The nodes' root file systems: folders in the cache, the read-only lowers of the nodes' overlays. A folder is named by a
# digest of all that it is made of, so a change of the recipe makes a new one beside those that nodes still use.

NODE_PACKAGES=(
  systemd-sysv dbus udev libpam-systemd kmod mount iproute2 iputils-ping netbase procps less
  cloud-init openssh-server sudo ca-certificates curl openssl python3 jq
  containerd docker.io runc containernetworking-plugins iptables ipset conntrack socat ebtables ethtool
  haproxy keepalived chrony
)
# Started by what a node is told to be, never by its boot.
NODE_DISABLED_UNITS=(docker.service docker.socket haproxy.service keepalived.service chrony.service)
# Work that a machine of a few minutes' life has no use for.
NODE_MASKED_UNITS=(apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer)

node_rootfs() {
  local mark
  mark=$({ echo "${KUBERNETES##*/}"; cat "$HERE/images/rootfs.sh" "$HERE"/images/node/*; } | sha256sum | cut -c1-12)
  echo "$CACHE_DIR/rootfs/debian-12-node-$mark"
}

zookeeper_rootfs() { # the same node with ZooKeeper on it; Java alone would make every node a quarter larger
  local node
  node=$(node_rootfs)
  echo "${node/-node-/-zookeeper-}"
}

install_kubernetes() { # ROOT: binaries and units where upstream's packages have them
  local name
  for name in kubelet kubeadm kubectl; do
    cp -l "$KUBERNETES/bin/$name" "$1/usr/bin/$name" 2>/dev/null || cp "$KUBERNETES/bin/$name" "$1/usr/bin/$name" || return 1
  done
  install -D -m 644 "$HERE/images/node/kubelet.service" "$1/lib/systemd/system/kubelet.service" &&
    install -D -m 644 "$HERE/images/node/10-kubeadm.conf" "$1/etc/systemd/system/kubelet.service.d/10-kubeadm.conf" &&
    mkdir -p "$1/etc/kubernetes/manifests" "$1/var/lib/kubelet"
}

settle_rootfs() { # ROOT: an image as a cloud wants it, the same for every machine that boots from it
  chroot "$1" systemctl --quiet disable "${NODE_DISABLED_UNITS[@]}" &&
    chroot "$1" systemctl --quiet mask "${NODE_MASKED_UNITS[@]}" &&
    install -D -m 644 "$HERE/images/node/cloud.cfg" "$1/etc/cloud/cloud.cfg.d/20-image.cfg" || return 1
  echo LANG=C.UTF-8 >"$1/etc/default/locale"
  : >"$1/etc/machine-id"
  : >"$1/etc/resolv.conf"
  chmod 644 "$1/etc/resolv.conf"
  rm -rf "$1"/etc/{hostname,ssh/ssh_host_*,apt/apt.conf.d/99mmdebstrap} "$1"/var/lib/docker "$1"/var/lib/containerd/*
}

# Java's packages want the folder of manual pages, empty as it may be.
make_rootfs() { # ROOT PACKAGE...: a small Debian of the mirrors that this machine is configured with
  local root=$1 packages
  shift
  packages=$(IFS=,; echo "$*")
  rm -rf "$root.part"
  mkdir -p "$(dirname "$root")"
  debian_sources deb | mmdebstrap --mode=root --variant=minbase --include="$packages" \
    --aptopt="$(apt_options)" --dpkgopt=path-exclude=/usr/share/doc/* --dpkgopt=path-exclude=/usr/share/man/* \
    --dpkgopt=path-exclude=/usr/share/locale/* --dpkgopt=force-unsafe-io --essential-hook="mkdir -p \"\$1/usr/share/man/man1\"" \
    bookworm "$root.part" -
}

make_node_rootfs() {
  local root
  root=$(node_rootfs)
  [ ! -e "$root" ] || return 0
  make_rootfs "$root" "${NODE_PACKAGES[@]}" && settle_rootfs "$root.part" && install_kubernetes "$root.part" && mv "$root.part" "$root"
}

make_zookeeper_rootfs() {
  local root
  root=$(zookeeper_rootfs)
  [ ! -e "$root" ] || return 0
  make_rootfs "$root" "${NODE_PACKAGES[@]}" zookeeperd && settle_rootfs "$root.part" &&
    chroot "$root.part" systemctl --quiet disable zookeeper.service && mv "$root.part" "$root"
}
