#!/bin/sh
# Sourced by the steps that start parts of Mesos.
# shellcheck shell=sh

# zookeeper_url PATH: where all masters' ZooKeepers answer
zookeeper_url() {
  servers=''
  for master in $(setting master_addresses); do servers="$servers${servers:+,}$master:2181"; done
  echo "zk://$servers/$1"
}

# start_unit NAME ADDRESS: and wait until it answers there
start_unit() {
  # shellcheck disable=SC2154 # of node.sh
  install -m 0644 "$boot_dir/units/$1.service" "/etc/systemd/system/$1.service"
  systemctl daemon-reload
  systemctl enable --quiet "$1.service"
  systemctl restart "$1.service"
  retry 300 2 curl --silent --fail --noproxy '*' --max-time 5 --output /dev/null "$2" || {
    journalctl --unit "$1.service" --no-pager --lines 30
    fail "The service $1 did not answer within 10 minutes."
  }
}
