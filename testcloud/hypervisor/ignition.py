"""The first boot of an image that is set up by Ignition: the real one writes into the root file system before anything of it starts."""
import json
import os
import subprocess

from hypervisor.disk import SHIMS
from hypervisor.processes import run

TIMEOUT_SECONDS = 60


def wanted(user_data):
    """Whether these bytes are an Ignition configuration."""
    try:
        return isinstance(json.loads(user_data).get('ignition'), dict)
    except (ValueError, AttributeError):
        return False


def apply(node, root):
    """Returns whether the node may boot: a configuration that cannot be applied stops it, as on a real machine. What Ignition says is
    on the console. A second boot finds everything done."""
    done = node.path('ignited')
    with open(node.path('user-data'), 'rb') as file:
        if os.path.exists(done) or not wanted(file.read()):
            return True
    for path in ('etc/cloud/cloud-init.disabled', 'etc/selinux/config'):
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), 'w', encoding='ascii') as file:
            file.write('SELINUXTYPE=targeted\n' if path.endswith('config') else '')
    with open(node.path('console.log'), 'ab') as console:
        good = all(_stage(node, root, stage, console) for stage in ('fetch', 'files'))
    os.unlink(os.path.join(root, 'etc/selinux/config'))
    if good:
        _enable_units(root)
        run('chroot', root, 'ssh-keygen', '-A')  # cloud-init would have
        with open(done, 'w', encoding='ascii'):
            pass
    return good


def _stage(node, root, stage, console):
    work = node.path('ignition')
    os.makedirs(work, exist_ok=True)
    command = [os.environ['TESTCLOUD_IGNITION'], '--platform=file', f'--stage={stage}', f'--root={root}', '--log-to-stdout',
               f'--config-cache={work}/config.json', f'--state-file={work}/state', f'--neednet={work}/neednet']
    environment = {**os.environ, 'PATH': f'{SHIMS}/ignition:{os.environ["PATH"]}', 'IGNITION_CONFIG_FILE': node.path('user-data')}
    try:
        return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=console, stderr=console,
                              timeout=TIMEOUT_SECONDS, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        console.write(b'Ignition did not end in time.\n')
        return False


def _enable_units(root):
    """What systemd does with presets on the first boot of a machine; to it, a machine with a given id has been booted before."""
    try:
        with open(os.path.join(root, 'etc/systemd/system-preset/20-ignition.preset'), encoding='utf-8') as file:
            units = [words[1] for words in map(str.split, file) if len(words) > 1]
    except FileNotFoundError:
        units = []
    if units:
        run('env', 'SYSTEMD_OFFLINE=1', 'systemctl', f'--root={root}', 'preset', *units)
