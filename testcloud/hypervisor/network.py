"""Makes the kernel's namespaces, bridges and links agree with a plan (topology.py)."""
import json
import os

from hypervisor.processes import CommandFailed, run
from hypervisor.topology import EXTERNAL_BRIDGE, bridge_name


def namespaces(mark):
    try:
        return {name for name in os.listdir('/run/netns') if name.startswith(mark)}
    except FileNotFoundError:
        return set()


def apply(plan, mark):
    """Adds, changes and removes until all is as planned. Namespaces of nodes are the nodes' own: only their links are made here."""
    present = namespaces(mark)
    switch = f'{mark}s'  # where all bridges but the external one are
    if plan and switch not in present:
        run('ip', 'netns', 'add', switch)
    for name in sorted(present - set(plan) - {switch}):
        if not name.startswith(f'{mark}-'):
            remove_namespace(name)
    if plan:
        links = [link for one in plan.values() for link in one['links'].values()]
        _apply_bridges(switch, {bridge_name(link.network_id) for link in links if not link.external})
    elif switch in present:
        remove_namespace(switch)
    for name, one in plan.items():
        if one['owner'] == 'node' and name not in present:
            continue  # it has ended meanwhile
        if name not in present:
            run('ip', 'netns', 'add', name)
            _batch(name, ['link set lo up'])
        _apply_links(name, one, switch)
        if one['owner'] == 'router':
            _apply_router(name, one['nat'])


def remove_namespace(name):
    for pid in run('ip', 'netns', 'pids', name).split():
        try:
            os.kill(int(pid), 9)
        except ProcessLookupError:
            pass
    run('ip', 'netns', 'delete', name)


def _apply_bridges(switch, wanted):
    present = {link['ifname'] for link in _links(switch, 'type', 'bridge')}
    lines = [f'link delete {name}' for name in sorted(present - wanted)]
    for name in sorted(wanted - present):
        lines += [f'link add {name} type bridge', f'link set {name} up']
    _batch(switch, lines)


def _apply_links(name, one, switch):
    wanted = one['links']
    present = {link['ifname']: link for link in _links(name)}
    lines = [f'link delete {ifname}' for ifname, link in present.items() if ifname not in wanted and link.get('link_type') == 'ether'
             and link.get('linkinfo', {}).get('info_kind') == 'veth' and _is_plug(ifname)]
    for ifname, link in wanted.items():
        now = present.get(ifname)
        if now is None:
            _plug(name, ifname, link, switch)
            now = {}
        if now.get('address') != link.mac:
            lines += [f'link set {ifname} down', f'link set {ifname} address {link.mac}']
        if now.get('mtu') != link.mtu:
            lines.append(f'link set {ifname} mtu {link.mtu}')
        have = {f'{each["local"]}/{each["prefixlen"]}' for each in now.get('addr_info', []) if each['family'] == 'inet'}
        if one['owner'] != 'node':  # a node may take addresses by itself, as keepalived does
            lines += [f'address delete {address} dev {ifname}' for address in have - set(link.addresses)]
        new = [address for address in link.addresses if address not in have]
        lines += [f'address replace {address} dev {ifname}' for address in new]
        lines.append(f'link set {ifname} up')
        lines += [f'route replace {route}' for route in link.routes]
        if link.external:
            _forget_neighbours(new)
    _batch(name, lines)


def _is_plug(ifname):
    """Whether we made it: in a node there are links of its own, too, those of its pods."""
    return ifname == 'ext' or ifname.startswith('eth') or (ifname.startswith('i') and len(ifname) == 12)


def _plug(name, ifname, link, switch):
    where = [] if link.external else ['netns', switch]
    # An end may be left of a namespace whose other end is going away.
    inside = [] if link.external else ['-netns', switch]
    try:
        run('ip', *inside, 'link', 'delete', link.outer)
    except CommandFailed:
        pass
    run('ip', 'link', 'add', 'name', ifname, 'netns', name, 'address', link.mac, 'type', 'veth', 'peer', 'name', link.outer, *where)
    bridge = EXTERNAL_BRIDGE if link.external else bridge_name(link.network_id)
    run('ip', *inside, 'link', 'set', link.outer, 'master', bridge, 'up')


def _forget_neighbours(addresses):
    """The machine may still know the former holder of an address."""
    for address in addresses:
        try:
            run('ip', 'neighbour', 'delete', address.partition('/')[0], 'dev', EXTERNAL_BRIDGE)
        except CommandFailed:
            pass


def _apply_router(name, nat):
    run('ip', 'netns', 'exec', name, 'sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.ipv4.conf.all.rp_filter=0')
    run('ip', 'netns', 'exec', name, 'iptables-restore', text=nat)
    run('ip', '-netns', name, 'neighbour', 'flush', 'all')


def _links(name, *words):
    if words:
        return [link for link in json.loads(run('ip', '-json', '-netns', name, 'link', 'show', *words) or '[]') if link]
    return [link for link in json.loads(run('ip', '-json', '-details', '-netns', name, 'address', 'show') or '[]') if link]


def _batch(name, lines):
    if lines:
        run('ip', '-netns', name, '-batch', '-', text='\n'.join(lines) + '\n')
