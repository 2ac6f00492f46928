#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Systems that update themselves also restart by themselves, all nodes in one night: here an update is the
# operator's, by a new image.
for unit in zincati.service update-engine.service locksmithd.service rpm-ostreed-automatic.timer; do
  if systemctl cat "$unit" >/dev/null 2>&1; then
    systemctl mask --now "$unit"
    note 'the system does not update itself'
  fi
done
