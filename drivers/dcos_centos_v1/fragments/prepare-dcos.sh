#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# What the installer of DC/OS asks of CentOS: tools, a group, SELinux not enforcing, and Docker on overlay.
# shellcheck disable=SC2154 # of node.sh
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
missing=''
for tool in xz unzip ipset curl tar; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
command -v dockerd >/dev/null || missing="$missing docker"
if [ -n "$missing" ]; then
  # shellcheck disable=SC2086 # a list of packages
  retry 3 10 yum --assumeyes --quiet install $missing || fail "These packages could not be installed:$missing. Use an image that has them."
fi
getent group nogroup >/dev/null || groupadd nogroup
if command -v getenforce >/dev/null && [ "$(getenforce)" = Enforcing ]; then
  setenforce 0
  sed -i 's/^SELINUX=enforcing/SELINUX=permissive/' /etc/selinux/config
fi
# DC/OS has name servers of its own on every node.
systemctl disable --now firewalld dnsmasq >/dev/null 2>&1 || true

insecure=$(setting insecure_registry)
mkdir -p /etc/docker
printf '{"storage-driver": "overlay", "insecure-registries": [%s]}\n' "${insecure:+\"$insecure\"}" >/etc/docker/daemon.json
systemctl enable --quiet docker.service
systemctl restart docker.service || fail "Docker does not start on this node."
