#!/bin/sh
# shellcheck source=../../common/fragments/node.sh
. /etc/jeroboam/node.sh

# The container runtime, and the registry images come from.
command -v containerd >/dev/null || fail "The image has no containerd. Use an image made for this driver."

prefix=$(setting container_infra_prefix)
prefix=${prefix%/}
systemd_cgroup=false
if [ "$(setting cgroup_driver)" = systemd ]; then systemd_cgroup=true; fi
case $(setting storage_driver) in
  native) snapshotter=native ;;
  *) snapshotter=overlayfs ;;
esac
sandbox=$(kubeadm config images list ${prefix:+--image-repository "$prefix"} 2>/dev/null | grep '/pause:' || true)

mkdir -p /etc/containerd/certs.d
cat >/etc/containerd/config.toml <<CONF
version = 2
[plugins."io.containerd.grpc.v1.cri"]
  ${sandbox:+sandbox_image = "$sandbox"}
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

systemctl enable containerd
systemctl restart containerd
