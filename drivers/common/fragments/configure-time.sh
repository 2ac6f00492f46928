#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# Certificates are worth nothing on a node whose clock is wrong.
servers=$(setting ntp_servers | tr '\n' ' ')
if [ -z "${servers% }" ]; then exit 0; fi

mkdir -p /etc/systemd/timesyncd.conf.d
printf '[Time]\nNTP=%s\n' "$servers" >/etc/systemd/timesyncd.conf.d/cluster.conf
systemctl enable --now systemd-timesyncd
systemctl restart systemd-timesyncd
