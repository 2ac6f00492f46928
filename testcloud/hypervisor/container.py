"""Starts and ends the container of a node. Nothing here remembers anything: the folder and the kernel do."""
import json
import os
import shutil
import signal as signals
import subprocess
import time

from hypervisor import cgroups, disk, ignition
from hypervisor.processes import CommandFailed, birth_of, is_first_of_its_namespace, run, signal

PLUG_TIMEOUT_SECONDS = 60
KILL_TIMEOUT_SECONDS = 20
# What systemd-nspawn ends with when the machine in it powered itself off, and when it asked for a reboot.
POWERED_OFF, REBOOT = 0, 133
# Joins the node's groups before there is any other process, then tells how the machine ended.
LAUNCH = '''
folder=$1 groups=$2
shift 2
for group in $groups; do echo $$ >"$group/cgroup.procs" || exit 1; done
"$@" </dev/null >>"$folder/console.log" 2>&1
echo $? >"$folder/exit"
'''


def start(node):
    """Boots the node. Returns once its first process is on its way; CommandFailed when it could not be."""
    if running(node):
        return
    _clear_up(node)
    _forget_exit(node)
    add_namespace(node)
    await_interfaces(node)
    root = disk.mount(node)
    disk.prepare(node, root)
    may_boot = ignition.apply(node, root)
    groups = cgroups.make(node.label, node.memory_mib)
    process = subprocess.Popen(
        ['/bin/sh', '-c', LAUNCH, 'node', node.folder, ' '.join(groups), *_nspawn(node, root),
         *([] if may_boot else ['--', '--unit=emergency.target'])],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, close_fds=True,
        env={**os.environ, 'SYSTEMD_NSPAWN_API_VFS_WRITABLE': 'network'})
    with open(node.path('pid'), 'w', encoding='ascii') as file:
        file.write(f'{process.pid} {birth_of(process.pid)}\n')


def _nspawn(node, root):
    binds = [f'--bind={node.path("disk", name)}:/var/lib/{name}' for name in disk.PLAIN_FOLDERS]
    return [
        'systemd-nspawn', '--quiet', '--boot', f'--directory={root}', f'--machine={node.label}', f'--hostname={node.hostname}',
        f'--uuid={node.id}', f'--network-namespace-path=/run/netns/{node.label}', '--register=no', '--keep-unit',
        '--capability=all', '--system-call-filter=@keyring bpf add_key keyctl', '--bind-ro=/dev/kmsg', *binds,
        '--resolv-conf=off', '--timezone=off', '--link-journal=no', '--console=read-only', '--setenv=SYSTEMD_COLORS=0',
    ]


def running(node):
    """Whether the container's outermost process lives."""
    try:
        with open(node.path('pid'), encoding='ascii') as file:
            pid, birth = (int(word) for word in file.read().split())
    except (FileNotFoundError, ValueError):
        return False
    return birth_of(pid) == birth


def ended_with(node):
    """How the machine ended by itself: POWERED_OFF, REBOOT, another status when it could not go on; None when it was ended from outside."""
    try:
        with open(node.path('exit'), encoding='ascii') as file:
            return int(file.read().strip() or 1)
    except FileNotFoundError:
        return None


def last_words(node):
    """The end of its console log."""
    try:
        with open(node.path('console.log'), encoding='utf-8', errors='replace') as file:
            return ' | '.join(file.read()[-400:].split('\n')).strip()
    except FileNotFoundError:
        return ''


def first_process(node):
    """The container's pid 1 as seen from here, or None."""
    group = cgroups.one_of(node.label)
    pids = cgroups.pids_of([group] if group else [])
    return next((pid for pid in sorted(pids) if is_first_of_its_namespace(pid)), None)


def shut_down(node, timeout_seconds):
    """Asks the machine to power off and takes its power away after the timeout."""
    first = first_process(node)
    if running(node) and first:
        signal(first, signals.SIGRTMIN + 4)
        deadline = time.monotonic() + timeout_seconds
        while running(node) and time.monotonic() < deadline:
            time.sleep(0.1)
    kill(node)


def kill(node):
    """Takes the power away at once. What was on its disk stays."""
    _clear_up(node)
    _forget_exit(node)


def _clear_up(node):
    groups = cgroups.all_of(node.label)
    deadline = time.monotonic() + KILL_TIMEOUT_SECONDS
    while pids := cgroups.pids_of(groups):
        if time.monotonic() > deadline:
            raise CommandFailed(f'the processes {sorted(pids)[:5]} of {node.name} do not end')
        # With its first process the kernel ends all of a pid namespace.
        for pid in sorted(pids, key=lambda pid: not is_first_of_its_namespace(pid)):
            signal(pid, signals.SIGKILL)
        time.sleep(0.05)
    cgroups.remove(groups)
    disk.unmount(node, with_disk=False)
    remove_namespace(node)
    # systemd-nspawn removes it only where /run is in memory.
    shutil.rmtree(f'/run/systemd/nspawn/propagate/{node.label}', ignore_errors=True)


def _forget_exit(node):
    for name in ('exit', 'pid'):
        try:
            os.unlink(node.path(name))
        except FileNotFoundError:
            pass


def destroy(node):
    """Ends the node for good. Returns the folder in which its files wait to be removed."""
    kill(node)
    disk.unmount(node, with_disk=True)
    return disk.remove(node)


def add_namespace(node):
    if not os.path.exists(f'/run/netns/{node.label}'):
        run('ip', 'netns', 'add', node.label)


def remove_namespace(node):
    if os.path.exists(f'/run/netns/{node.label}'):
        run('ip', 'netns', 'delete', node.label)


def await_interfaces(node):
    """Waits until the fabric has plugged every port of the node in."""
    deadline = time.monotonic() + PLUG_TIMEOUT_SECONDS
    while True:
        links = json.loads(run('ip', '-json', '-netns', node.label, 'address', 'show', 'up'))
        plugged = {link['ifname'] for link in links if any(one['family'] == 'inet' for one in link.get('addr_info', []))}
        missing = [f'eth{number}' for number in range(len(node.ports)) if f'eth{number}' not in plugged]
        if not missing:
            return
        if time.monotonic() > deadline:
            raise CommandFailed(f'the fabric has not plugged {", ".join(missing)} of {node.name}')
        time.sleep(0.1)
