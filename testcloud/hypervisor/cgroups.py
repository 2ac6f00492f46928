"""The control groups of a node: one of its own in every hierarchy, or two systemds would share a root.

They lie below the groups of whoever starts the node. Hierarchies of version 1, as on a machine that does not run systemd itself.
"""
import os
import time

from hypervisor.processes import CommandFailed

PARENT = '/sys/fs/cgroup'


def hierarchies():
    """Pairs of controllers ('memory', 'cpu,cpuacct', 'name=systemd', '' for version 2) and the folder of our own group."""
    with open('/proc/self/mountinfo', encoding='utf-8') as file:
        mounts = [line.split() for line in file]
    points = {}
    for fields in mounts:
        kind, options = fields[fields.index('-') + 1], fields[-1].split(',')
        if kind == 'cgroup':
            points[frozenset(options)] = fields[4]
        elif kind == 'cgroup2':
            points[''] = fields[4]
    with open('/proc/self/cgroup', encoding='utf-8') as file:
        for line in file:
            _, controllers, path = line.rstrip('\n').split(':', 2)
            wanted = set(controllers.split(','))
            point = points.get('') if not controllers else next(
                (where for options, where in points.items() if options and wanted <= options), None)
            if point:
                yield controllers, os.path.normpath(point + path)


def make(name, memory_mib):
    """Makes the groups and returns their folders. CommandFailed where the machine has the unified hierarchy alone."""
    parents = list(hierarchies())
    if not any('memory' in controllers.split(',') for controllers, _ in parents):
        raise CommandFailed('this machine has control groups of version 2 only; machines of the test cloud need those of version 1')
    folders = []
    for controllers, own in parents:
        folder = os.path.join(own, name)
        os.makedirs(folder, exist_ok=True)
        folders.append(folder)
        if 'cpuset' in controllers.split(','):
            for file in ('cpuset.cpus', 'cpuset.mems'):
                _write(os.path.join(folder, file), _read(os.path.join(own, file)))
        if 'memory' in controllers.split(','):
            _write(os.path.join(folder, 'memory.limit_in_bytes'), str(memory_mib * 1024 * 1024))
    return folders


def all_of(name):
    """The group's folders, wherever below any hierarchy: the caller need not be of the group in which they were made."""
    return [path for path, folders, _ in os.walk(PARENT) if os.path.basename(path) == name]


def one_of(name):
    """One of the group's folders, the quick way."""
    return next((os.path.join(own, name) for _, own in hierarchies() if os.path.isdir(os.path.join(own, name))), None)


def pids_of(folders):
    found = set()
    for top in folders:
        for path, _, _ in os.walk(top):
            try:
                found.update(int(pid) for pid in _read(os.path.join(path, 'cgroup.procs')).split())
            except OSError:  # it went away meanwhile
                pass
    return found


def remove(folders, timeout_seconds=5):
    """Removes the groups; a group stays busy for a moment after its last process."""
    deadline = time.monotonic() + timeout_seconds
    for top in folders:
        for path, _, _ in list(os.walk(top, topdown=False)):
            while True:
                try:
                    os.rmdir(path)
                except FileNotFoundError:
                    pass
                except OSError:
                    if time.monotonic() < deadline:
                        time.sleep(0.05)
                        continue
                break


def _read(path):
    with open(path, encoding='ascii') as file:
        return file.read()


def _write(path, text):
    with open(path, 'w', encoding='ascii') as file:
        file.write(text)
