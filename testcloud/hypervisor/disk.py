"""The root file system of a node: an overlay over the image's folder, with a NoCloud seed and what a container is short of."""
import os
import shutil
import stat

from hypervisor.processes import run

SHIMS = os.path.join(os.path.dirname(__file__), 'shims')
# An overlay cannot lie upon an overlay, and etcd wants a plain disk.
PLAIN_FOLDERS = ('containerd', 'docker', 'etcd', 'kubelet')
# Addresses are set from outside.
MASKED_UNITS = ('systemd-networkd.service', 'systemd-networkd.socket', 'systemd-networkd-wait-online.service',
                'systemd-resolved.service', 'networking.service')
# path in the node: (file of shims/, mode)
SHIM_FILES = {
    'etc/systemd/system/testcloud-container.service': ('testcloud-container.service', 0o644),
    'usr/local/lib/testcloud/prepare-container': ('prepare-container', 0o755),
    'usr/local/sbin/runc': ('runc', 0o755),
}


def mount(node):
    """Mounts <folder>/root, with everything that the node wrote before. With a limited disk all of that is in memory."""
    disk, root = node.path('disk'), node.path('root')
    os.makedirs(disk, exist_ok=True)
    os.makedirs(root, exist_ok=True)
    if node.disk_mib and not os.path.ismount(disk):
        run('mount', '-t', 'tmpfs', '-o', f'size={node.disk_mib}m', 'node', disk)
    for name in ('upper', 'work', *PLAIN_FOLDERS):
        os.makedirs(os.path.join(disk, name), exist_ok=True)
    if not os.path.ismount(root):
        run('mount', '-t', 'overlay', '-o', f'lowerdir={node.lower},upperdir={disk}/upper,workdir={disk}/work', 'node', root)
    return root


def unmount(node, with_disk):
    """with_disk: a disk that is in memory, too, and so all that is on it."""
    for name in ('root', 'disk') if with_disk else ('root',):
        while os.path.ismount(node.path(name)):
            run('umount', '-l', node.path(name))


def prepare(node, root):
    """Puts in what the node must find at its boot; its user_data is in <folder>/user-data."""
    for path, (name, mode) in SHIM_FILES.items():
        _write(root, path, _read(os.path.join(SHIMS, name)), mode)
    _link(root, 'etc/systemd/system/sysinit.target.wants/testcloud-container.service', '../testcloud-container.service')
    for unit in MASKED_UNITS:
        _link(root, f'etc/systemd/system/{unit}', '/dev/null')
    _write(root, 'etc/resolv.conf', ''.join(f'nameserver {address}\n' for address in node.nameservers).encode())
    _write(root, 'etc/hostname', f'{node.hostname}\n'.encode())
    _write(root, 'etc/cloud/cloud.cfg.d/90-testcloud.cfg', _read(os.path.join(SHIMS, 'cloud.cfg')))
    seed = 'var/lib/cloud/seed/nocloud'
    keys = ''.join(f'- {key.strip()}\n' for key in node.public_keys)
    _write(root, f'{seed}/meta-data',
           f'instance-id: {node.id}\nlocal-hostname: {node.hostname}\n{"public-keys:" if keys else ""}\n{keys}'.encode())
    _write(root, f'{seed}/user-data', _read(node.path('user-data')), 0o600)


def remove(node):
    """Takes the folder away at once; the files go after it, for they are many."""
    removed = os.path.join(os.path.dirname(node.folder), '.removed')
    os.makedirs(removed, exist_ok=True)
    target = os.path.join(removed, node.id)
    shutil.rmtree(target, ignore_errors=True)
    os.rename(node.folder, target)
    return target


def _read(path):
    with open(path, 'rb') as file:
        return file.read()


def _write(root, path, content, mode=0o644):
    where = os.path.join(root, path)
    os.makedirs(os.path.dirname(where), exist_ok=True)
    if os.path.islink(where):
        os.unlink(where)
    with open(where, 'wb') as file:
        file.write(content)
    os.chmod(where, stat.S_IFREG | mode)


def _link(root, path, target):
    where = os.path.join(root, path)
    os.makedirs(os.path.dirname(where), exist_ok=True)
    if os.path.lexists(where):
        os.unlink(where)
    os.symlink(target, where)
