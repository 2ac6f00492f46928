#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# What kubeadm asks for on systems that are read-only: single packages as a layer. Older ones add it only with a restart,
# which would end this boot.
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
repository=$(setting package_repository)
runtime=$(setting container_runtime)

missing=''
# need COMMAND PACKAGE
need() { if ! command -v "$1" >/dev/null; then missing="$missing $2"; fi; }
need conntrack conntrack-tools
need iptables iptables
need "$runtime" "$runtime"
# Several masters without a load balancer are their own.
if is api_vip && [ "$(node_value role)" = master ]; then
  need haproxy haproxy
  need keepalived keepalived
fi
if [ -z "$missing" ]; then exit 0; fi

command -v rpm-ostree >/dev/null || fail "The image has no package manager and misses:$missing. Use an image that has them."
if [ -n "$repository" ]; then
  printf '[jeroboam]\nname=jeroboam\nbaseurl=%s\nenabled=1\ngpgcheck=1\n' "$repository" >/etc/yum.repos.d/jeroboam.repo
fi
# shellcheck disable=SC2086 # a list of packages
rpm-ostree install --idempotent --apply-live --assumeyes $missing ||
  fail "The image misses:$missing, and they could not be added to it. Use an image that has them, or set the label package_repository to one that this cloud reaches."
note "installed:$missing"
