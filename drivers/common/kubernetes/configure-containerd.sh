#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# The container runtime, and the registry images come from.
command -v containerd >/dev/null || fail "The image has no containerd. Use an image made for this driver."
command -v kubeadm >/dev/null || fail "The image has no kubeadm. Use an image made for this driver."

prefix=$(image_prefix)
systemd_cgroup=false
if [ "$(setting cgroup_driver)" = systemd ]; then systemd_cgroup=true; fi
snapshotter=overlayfs
if [ "$(setting storage_driver)" = native ]; then snapshotter=native; fi
plugins=/opt/cni/bin
for folder in /opt/cni/bin /usr/lib/cni /usr/libexec/cni; do
  if [ -x "$folder/loopback" ]; then
    plugins=$folder
    break
  fi
done
images=$(kubeadm config images list --kubernetes-version "$(setting kube_tag)" ${prefix:+--image-repository "$prefix"} 2>/dev/null)
sandbox=$(printf '%s\n' "$images" | grep '/pause:' || true)

sandbox_line=''
if [ -n "$sandbox" ]; then sandbox_line="sandbox_image = \"$sandbox\""; fi

# Of this network containerd writes the configuration itself, in the moment in which the node gets its range of pods: one that
# comes later is seen 5 s later.
template_line=''
if [ "$(setting network_driver)" = host-gw ]; then template_line="conf_template = \"$boot_dir/host-gw.conflist\""; fi

mkdir -p /etc/containerd/certs.d
cat >/etc/containerd/config.toml <<CONF
version = 2
[plugins."io.containerd.grpc.v1.cri"]
  $sandbox_line
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "$plugins"
  $template_line
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = "$snapshotter"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = $systemd_cgroup
CONF

insecure=$(setting insecure_registry)
if [ -n "$insecure" ]; then
  mkdir -p "/etc/containerd/certs.d/$insecure"
  printf 'server = "http://%s"\n[host."http://%s"]\n  capabilities = ["pull", "resolve"]\n  skip_verify = true\n' \
    "$insecure" "$insecure" >"/etc/containerd/certs.d/$insecure/hosts.toml"
fi

# Flatcar's unit names a file of its own.
if systemctl cat containerd 2>/dev/null | grep -q '^ExecStart=.*--config'; then
  mkdir -p /etc/systemd/system/containerd.service.d
  printf '[Service]\nExecStart=\nExecStart=/usr/bin/env PATH=%s containerd --config /etc/containerd/config.toml\n' "$PATH" >/etc/systemd/system/containerd.service.d/10-jeroboam.conf
  systemctl daemon-reload
fi
systemctl enable --no-reload containerd 2>/dev/null
systemctl restart containerd || fail "containerd does not start with the cluster's configuration."
if [ -e /run/systemd/system/docker.service ] || systemctl is-active --quiet docker; then systemctl disable --now docker 2>/dev/null || true; fi

# While other things are waited for. What fails here fails again, with words, where the image is needed.
pull_early() {
  # ctr fetches them itself, and does not know of the proxy that containerd's unit names.
  if [ -e "$run_dir/proxy" ]; then
    # shellcheck source=/dev/null
    . "$run_dir/proxy"
  fi
  for part in "$@"; do
    image=$(printf '%s\n' "$images" | grep "$part") || continue
    ctr --namespace k8s.io images pull --hosts-dir /etc/containerd/certs.d --snapshotter "$snapshotter" "$image" >/dev/null 2>&1
  done
}
if command -v ctr >/dev/null; then
  if [ "$(node_value role)" = master ]; then
    # Two at a time, each in the order in which kubeadm asks for them.
    pull_early /kube-apiserver: /kube-scheduler: &
    pull_early /etcd: /kube-controller-manager: /kube-proxy: /pause: &
  else
    pull_early /pause: /kube-proxy: &
  fi
fi
