#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# What the distribution itself carries: ZooKeeper and Java for masters, Docker for minions. An image that has them
# needs no package repository.
if [ "$(node_value role)" = master ]; then
  [ -x /usr/share/zookeeper/bin/zkServer.sh ] && command -v java >/dev/null && exit 0
  packages='zookeeper default-jre-headless'
else
  command -v dockerd >/dev/null && exit 0
  packages=docker.io
fi

# shellcheck disable=SC2154 # of node.sh
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
export DEBIAN_FRONTEND=noninteractive
retry 3 10 apt-get -o DPkg::Lock::Timeout=300 -qq update || fail "The package repository of the image does not answer. Use an image that has ZooKeeper, Java and Docker."
# shellcheck disable=SC2086 # a list of packages
retry 3 10 apt-get -o DPkg::Lock::Timeout=300 -qq -y --no-install-recommends install $packages || fail "These packages could not be installed: $packages."
note "installed $packages"
