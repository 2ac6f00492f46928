#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# Docker as Fedora has it: options in /etc/sysconfig, not in daemon.json, which refuses what its unit says as well.
command -v docker >/dev/null || fail "The image has no Docker. Use an image made for this driver."
release=$(. /etc/os-release && echo "$VERSION_ID")
driver=$(setting storage_driver)
case $release in
  25) fail "Fedora Atomic 25 has Docker 1.12, too old for this Kubernetes. Use an image of Fedora Atomic 26 or newer." ;;
  26) ;;
  *) if [ -n "$driver" ] && [ "$driver" != overlay2 ]; then
      fail "Fedora Atomic $release knows the storage driver overlay2 alone, the cluster template asks for $driver."
    fi ;;
esac

options="--log-driver=json-file"
insecure=$(setting insecure_registry)
if [ -n "$insecure" ]; then options="$options --insecure-registry $insecure"; fi
printf "OPTIONS='%s'\nDOCKER_CERT_PATH=/etc/docker\n" "$options" >/etc/sysconfig/docker
# What Fedora's unit gives as native.cgroupdriver is systemd; the kubelet is told the same.
if [ "$(setting cgroup_driver)" != systemd ]; then
  fail "Docker of Fedora Atomic uses systemd for cgroups. Set the label cgroup_driver to systemd."
fi
if [ -n "$driver" ] && ! docker info 2>/dev/null | grep -q "^ *Storage Driver: $driver\$"; then
  # Another driver does not see what the earlier one has stored.
  systemctl stop docker docker-storage-setup 2>/dev/null || true
  rm -f /etc/sysconfig/docker-storage
  find /var/lib/docker -mindepth 1 -maxdepth 1 -exec rm -rf {} +
  printf 'STORAGE_DRIVER=%s\n' "$driver" >/etc/sysconfig/docker-storage-setup
fi
systemctl enable docker 2>/dev/null
systemctl restart docker || fail "Docker does not start with the cluster's configuration."
note "Docker $(docker version --format '{{.Server.Version}}'), $(docker info 2>/dev/null | sed -n 's/^ *Storage Driver: //p')"
