"""Volumes of machines: a sparse file each, given to the machine as a block device under the names that virtio disks have."""
import os
import stat

from hypervisor import container
from hypervisor.processes import run

# How much of a volume's id is its disk's serial number.
SERIAL_CHARACTERS = 20


def attach(node, volume_id, name, size_gib):
    """name: of the device, vdb. A volume that was attached before keeps what is on it."""
    path = _file(node, volume_id)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'ab') as file:
        file.truncate(size_gib * 1024 ** 3)
    node.volumes[volume_id] = name
    node.save()
    give(node)


def detach(node, volume_id):
    name = node.volumes.pop(volume_id, None)
    node.save()
    first = container.first_process(node)
    for path in _names(first, volume_id, name) if first and name else ():
        if os.path.lexists(path):
            os.unlink(path)
    release(node, volume_id)


def release(node, volume_id):
    """Takes the file from its loop device; the file stays."""
    for line in run('losetup', '--associated', _file(node, volume_id)).splitlines():
        run('losetup', '--detach', line.partition(':')[0])


def give(node):
    """Makes the devices that the machine does not have yet. Its /dev is gone after each boot, so this is asked for again and again."""
    first = container.first_process(node) if node.volumes else None
    for volume_id, name in node.volumes.items() if first else ():
        device, link = _names(first, volume_id, name)
        if os.path.lexists(link) or not os.path.isdir(os.path.dirname(device)):
            continue
        loop = run('losetup', '--find', '--show', '--nooverlap', _file(node, volume_id)).strip()
        if not os.path.lexists(device):
            os.mknod(device, 0o660 | stat.S_IFBLK, os.stat(loop).st_rdev)
        os.makedirs(os.path.dirname(link), exist_ok=True)
        os.symlink(f'../../{name}', link)


def _names(first, volume_id, name):
    dev = f'/proc/{first}/root/dev'
    return f'{dev}/{name}', f'{dev}/disk/by-id/virtio-{volume_id[:SERIAL_CHARACTERS]}'


def _file(node, volume_id):
    return os.path.join(os.path.dirname(node.folder), 'volumes', volume_id)
