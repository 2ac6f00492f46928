#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# kubeadm, kubelet, kubectl and the network plugins, where the image does not hold them: from the mirror, each with
# its checksum, to /opt, since /usr may be read-only. The mirror is laid out as https://dl.k8s.io/release and
# https://github.com/containernetworking/plugins/releases/download are.
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
version=$(setting kube_tag)
plugins_version=v1.3.0
case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) fail "There is no Kubernetes for machines of kind $(uname -m)." ;;
esac
mkdir -p /opt/bin "$run_dir/downloads"

# fetch URL FILE: with the checksum that lies beside it
fetch() {
  for suffix in '' .sha256; do
    retry 3 5 curl --silent --show-error --fail --location --connect-timeout 10 --output "$2$suffix" "$1$suffix" ||
      fail "$1$suffix cannot be fetched. Set the label kubernetes_mirror or cni_mirror to a place that this cloud reaches, or use an image with Kubernetes $version."
  done
  # The file holds the sum alone or, in the manner of sha256sum, with a name.
  printf '%s  %s\n' "$(cut -c 1-64 "$2.sha256")" "$2" | sha256sum --check --quiet || fail "$1 is not what its checksum says."
  rm -f "$2.sha256"
}

fetched=''
if [ "$(kubeadm version --output short 2>/dev/null)" != "$version" ]; then
  for name in kubeadm kubelet kubectl; do
    fetch "$(setting kubernetes_mirror)/$version/bin/linux/$arch/$name" "$run_dir/downloads/$name"
    install -m 0755 "$run_dir/downloads/$name" "/opt/bin/$name"
    rm -f "$run_dir/downloads/$name"
  done
  fetched="Kubernetes $version"
  # As the packages of the Kubernetes project have it; with the fetched kubelet.
  cat >/etc/systemd/system/kubelet.service <<'UNIT'
[Unit]
Description=kubelet: The Kubernetes Node Agent
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/opt/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target
UNIT
  mkdir -p /etc/systemd/system/kubelet.service.d
  cat >/etc/systemd/system/kubelet.service.d/10-kubeadm.conf <<'UNIT'
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/opt/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
UNIT
  mkdir -p /etc/default
  systemctl daemon-reload
fi

# Network drivers put their own plugins beside them.
for folder in /usr/lib/cni /usr/libexec/cni; do
  if [ -x "$folder/bridge" ] && [ ! -w "$folder" ]; then
    mkdir -p /opt/cni/bin
    cp -u "$folder"/* /opt/cni/bin/
  fi
done
has_plugins() {
  for folder in /opt/cni/bin /usr/lib/cni /usr/libexec/cni; do
    if [ -x "$folder/bridge" ] && [ -x "$folder/host-local" ] && [ -x "$folder/portmap" ]; then return 0; fi
  done
  return 1
}
if ! has_plugins; then
  file=cni-plugins-linux-$arch-$plugins_version.tgz
  fetch "$(setting cni_mirror)/$plugins_version/$file" "$run_dir/downloads/$file"
  mkdir -p /opt/cni/bin
  tar -xzf "$run_dir/downloads/$file" -C /opt/cni/bin
  rm -f "$run_dir/downloads/$file"
  fetched="$fetched${fetched:+, }network plugins $plugins_version"
fi

# As kubeadm's own guide asks for where SELinux is at work: its containers reach into folders of the node.
if command -v getenforce >/dev/null && [ "$(getenforce)" = Enforcing ]; then
  setenforce 0
  sed -i 's/^SELINUX=enforcing$/SELINUX=permissive/' /etc/selinux/config
fi
if [ -n "$fetched" ]; then note "fetched $fetched"; fi
