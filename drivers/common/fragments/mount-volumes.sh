#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Images and containers, and etcd's data, on volumes of their own where the cluster has asked for them.

# mount_volume ID LABEL FOLDER UNIT: the unit never starts without its volume, also after a restart of the node.
mount_volume() {
  # The volume's id is the disk's serial: its first 20 characters or all of it by KVM (virtio, SCSI), its digits by ESXi.
  serial=$(printf '%s' "$1" | cut -c 1-20)
  digits=$(printf '%s' "$1" | tr -d -)
  device=''
  find_device() {
    device=$(find /dev/disk/by-id \( -name "*$serial*" -o -name "*$digits" \) ! -name '*-part[0-9]*' 2>/dev/null | head -n 1)
    [ -n "$device" ]
  }
  retry 300 1 find_device || fail "The volume for $3 was not attached within 5 minutes."
  blkid "$device" >/dev/null || mkfs.ext4 -q -L "$2" "$device"
  mkdir -p "$3"
  if ! grep -q " $3 " /etc/fstab; then echo "LABEL=$2 $3 ext4 defaults,nofail 0 2" >>/etc/fstab; fi
  # The folder may be a mount of its own already: what counts is whether it is this volume.
  if ! findmnt --noheadings --output SOURCE "$3" | grep -qxF "$(readlink -f "$device")"; then mount "$device" "$3"; fi
  mkdir -p "/etc/systemd/system/$4.service.d"
  printf '[Unit]\nRequiresMountsFor=%s\n' "$3" >"/etc/systemd/system/$4.service.d/volume.conf"
  systemctl daemon-reload
}

docker_volume=$(node_value docker_volume_id)
if [ -n "$docker_volume" ]; then
  case $(setting container_runtime) in
    docker) unit=docker folder=/var/lib/docker ;;
    *) unit=containerd folder=/var/lib/containerd ;;
  esac
  systemctl stop "$unit" 2>/dev/null || true
  mount_volume "$docker_volume" containers "$folder" "$unit"
fi

etcd_volume=$(node_value etcd_volume_id)
if [ -n "$etcd_volume" ]; then
  # etcd wants an empty folder, and a new file system has lost+found in its root.
  mount_volume "$etcd_volume" etcd /var/lib/etcd kubelet
  chmod 0700 /var/lib/etcd
  rmdir /var/lib/etcd/lost+found 2>/dev/null || true
fi
