#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# The container runtime and the tools kubeadm asks for, by the system's own package manager. An image that has them
# needs no repository; one without a package manager must have them.
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
repository=$(setting package_repository)
case $(setting container_runtime) in
  docker) runtime=docker ;;
  *) runtime=containerd ;;
esac

missing=''
# need COMMAND PACKAGE
need() { if ! command -v "$1" >/dev/null; then missing="$missing $2"; fi; }
# Several masters without a load balancer are their own.
if is api_vip && [ "$(node_value role)" = master ]; then
  need haproxy haproxy
  need keepalived keepalived
fi
tools() {
  need socat socat
  need ebtables ebtables
  need ethtool ethtool
  need ipset ipset
  need iptables iptables
}

if command -v apt-get >/dev/null; then
  tools
  need conntrack conntrack
  need "$runtime" "$(if [ "$runtime" = docker ]; then echo docker.io; else echo containerd; fi)"
  if [ -z "$missing" ]; then exit 0; fi
  if [ -n "$repository" ]; then
    components=$(. /etc/os-release && echo "$VERSION_CODENAME main$(if [ "$ID" = ubuntu ]; then echo ' universe'; fi)")
    echo "deb $repository $components" >/etc/apt/sources.list.d/jeroboam.list
    # The image's own sources lie outside of a cloud that has a mirror.
    set -- -o Dir::Etc::SourceList=/etc/apt/sources.list.d/jeroboam.list -o Dir::Etc::SourceParts=-
  else
    set --
  fi
  export DEBIAN_FRONTEND=noninteractive
  retry 3 10 apt-get "$@" -o DPkg::Lock::Timeout=300 -qq update ||
    fail "The package repository ${repository:-of the image} does not answer. Set the label package_repository to one that this cloud reaches."
  # shellcheck disable=SC2086 # a list of packages
  retry 3 10 apt-get "$@" -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install $missing ||
    fail "These packages could not be installed:$missing."
elif command -v yum >/dev/null; then
  tools
  need conntrack conntrack-tools
  need tc "$(if [ -x /usr/libexec/platform-python ]; then echo iproute-tc; else echo iproute; fi)"
  need "$runtime" "$(if [ "$runtime" = docker ]; then echo docker; else echo containerd.io; fi)"
  if [ -z "$missing" ]; then exit 0; fi
  set --
  if [ -n "$repository" ]; then
    printf '[jeroboam]\nname=jeroboam\nbaseurl=%s\nenabled=1\ngpgcheck=1\n' "$repository" >/etc/yum.repos.d/jeroboam.repo
    set -- --disablerepo='*' --enablerepo=jeroboam
  fi
  # shellcheck disable=SC2086 # a list of packages
  retry 3 10 yum "$@" --assumeyes --quiet install $missing ||
    fail "These packages could not be installed:$missing. Set the label package_repository to one that this cloud reaches."
else
  need "$runtime" "$runtime"
  need conntrack conntrack
  need iptables iptables
  [ -z "$missing" ] || fail "The image has no package manager and misses:$missing. Use an image that has them."
fi
note "installed:$missing"
