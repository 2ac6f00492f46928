#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# Images and containers on a volume of their own, where one is attached.
volume_id=$(node_value docker_volume_id)
if [ -z "$volume_id" ]; then exit 0; fi

# virtio and SCSI disks carry the first 20 characters of the volume's id as their serial.
serial=$(printf '%s' "$volume_id" | cut -c 1-20)
find_device() {
  device=$(find /dev/disk/by-id -name "*$serial" | head -n 1)
  [ -n "$device" ]
}
retry 60 5 find_device || fail "The volume for containers was not attached within 5 minutes."

blkid "$device" >/dev/null || mkfs.ext4 -q -L containers "$device"
mkdir -p /var/lib/containerd
systemctl stop containerd || true
if ! grep -q ' /var/lib/containerd ' /etc/fstab; then
  echo 'LABEL=containers /var/lib/containerd ext4 defaults,nofail 0 2' >>/etc/fstab
fi
mount /var/lib/containerd
