#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Images and containers, and etcd's data, on volumes of their own where the cluster has asked for them.

# mount_volume ID LABEL FOLDER
mount_volume() {
  # virtio and SCSI disks carry the first 20 characters of the volume's id as their serial.
  serial=$(printf '%s' "$1" | cut -c 1-20)
  device=''
  find_device() {
    device=$(find /dev/disk/by-id -name "*$serial" 2>/dev/null | head -n 1)
    [ -n "$device" ]
  }
  retry 60 5 find_device || fail "The volume for $3 was not attached within 5 minutes."
  blkid "$device" >/dev/null || mkfs.ext4 -q -L "$2" "$device"
  mkdir -p "$3"
  if ! grep -q " $3 " /etc/fstab; then echo "LABEL=$2 $3 ext4 defaults,nofail 0 2" >>/etc/fstab; fi
  # The folder may be a mount of its own already: what counts is whether it is this volume.
  if ! findmnt --noheadings --output SOURCE "$3" | grep -qxF "$(readlink -f "$device")"; then mount "$device" "$3"; fi
}

docker_volume=$(node_value docker_volume_id)
if [ -n "$docker_volume" ]; then
  case $(setting container_runtime) in
    docker) unit=docker folder=/var/lib/docker ;;
    *) unit=containerd folder=/var/lib/containerd ;;
  esac
  systemctl stop "$unit" 2>/dev/null || true
  mount_volume "$docker_volume" containers "$folder"
fi

etcd_volume=$(node_value etcd_volume_id)
if [ -n "$etcd_volume" ]; then
  # etcd wants an empty folder, and a new file system has lost+found in its root.
  mount_volume "$etcd_volume" etcd /var/lib/etcd
  rmdir /var/lib/etcd/lost+found 2>/dev/null || true
fi
