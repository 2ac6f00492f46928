"""A load balancer: a real haproxy in the namespace of its VIP, configured from what Octavia has on record."""
import csv
import os
import socket

from hypervisor.processes import run

CHECK_TIMEOUT_SECONDS = 2
ALGORITHMS = {'LEAST_CONNECTIONS': 'leastconn', 'SOURCE_IP': 'source'}
DATAGRAM = ('UDP', 'SCTP')


def configuration(balancer, folder):
    """haproxy's file: TCP all through, whatever the listener's protocol, for nobody here terminates TLS or reads HTTP."""
    lines = [
        'global', f'  stats socket {folder}/haproxy.sock mode 600', '  log stdout format raw local0 warning', '  maxconn 2000',
        'defaults', '  mode tcp', '  retries 3', '  option redispatch', '  timeout check 5s', '  timeout connect 5s',
        '  timeout client 50s', '  timeout server 50s',
    ]
    for listener in balancer['listeners']:
        if listener['protocol'] in DATAGRAM:
            continue
        lines += [f'frontend {listener["id"]}', f'  bind {balancer["vip"]}:{listener["protocol_port"]}',
                  f'  timeout client {listener["timeout_client_data"] or 50000}ms']
        if (listener['connection_limit'] or -1) > 0:
            lines.append(f'  maxconn {listener["connection_limit"]}')
        if listener['cidrs']:
            lines.append(f'  tcp-request connection reject unless {{ src {" ".join(listener["cidrs"])} }}')
        if listener['default_pool_id'] in balancer['pools']:
            lines.append(f'  default_backend {listener["id"]}:{listener["default_pool_id"]}')
            lines += _backend(listener, balancer['pools'][listener['default_pool_id']])
    return '\n'.join(lines) + '\n'


def _backend(listener, pool):
    monitor = pool['monitor']
    lines = [f'backend {listener["id"]}:{pool["id"]}', f'  balance {ALGORITHMS.get(pool["lb_algorithm"], "roundrobin")}',
             f'  timeout connect {listener["timeout_member_connect"] or 5000}ms',
             f'  timeout server {listener["timeout_member_data"] or 50000}ms']
    if pool['persistence'] == 'SOURCE_IP':
        lines += ['  stick-table type ip size 10k', '  stick on src']
    options = ''
    if monitor:
        lines.append(f'  timeout check {monitor["timeout"]}s')
        if monitor['type'] in ('HTTP', 'HTTPS'):
            lines += [f'  option httpchk {monitor["http_method"] or "GET"} {monitor["url_path"] or "/"}',
                      f'  http-check expect rstatus {_status_pattern(monitor["expected_codes"] or "200")}']
        secure = ' check-ssl verify none' if monitor['type'] in ('HTTPS', 'TLS-HELLO') else ''
        options = f' check inter {monitor["delay"]}s fall {monitor["fall_threshold"]} rise {monitor["rise_threshold"]}{secure}'
    for member in pool['members']:
        elsewhere = ''.join(f' {word} {member[key]}' for word, key in (('addr', 'monitor_address'), ('port', 'monitor_port')) if monitor and member[key])
        proxy = ' send-proxy' if pool['protocol'] == 'PROXY' else ' send-proxy-v2' if pool['protocol'] == 'PROXYV2' else ''
        lines.append(f'  server {member["id"]} {member["ip_address"]}:{member["protocol_port"]} weight {member["weight"]}'
                     f'{options}{elsewhere}{proxy}{" backup" if member["backup"] else ""}')
    return lines


def _status_pattern(expected):
    """Octavia's '200', '200,201' or '200-204' as a regular expression."""
    codes = []
    for part in expected.replace(' ', '').split(','):
        first, _, last = part.partition('-')
        codes += [str(code) for code in range(int(first), int(last or first) + 1)]
    return '^(' + '|'.join(codes) + ')$'


def serve(name, folder, text, haproxy):
    """Has haproxy serve that configuration in the namespace; a running one takes it over without dropping a connection."""
    os.makedirs(folder, exist_ok=True)
    path, pid_file = os.path.join(folder, 'haproxy.cfg'), os.path.join(folder, 'haproxy.pid')
    if _read(path) == text and _running(pid_file, path):
        return
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    if 'frontend' not in text:
        return
    former = _read(pid_file).split() if _running(pid_file, path) else []
    run('ip', 'netns', 'exec', name, haproxy, '-D', '-f', path, '-p', pid_file, *(['-sf', *former] if former else []))


def _running(pid_file, path):
    try:
        with open(f'/proc/{_read(pid_file).split()[0]}/cmdline', encoding='utf-8') as file:
            return path in file.read().split('\0')
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return False


def _read(path):
    try:
        with open(path, encoding='utf-8') as file:
            return file.read()
    except FileNotFoundError:
        return ''


def states(folder):
    """What haproxy's checks say: {member id: 'ONLINE' | 'ERROR'}; without an answer nothing."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(CHECK_TIMEOUT_SECONDS)
            connection.connect(os.path.join(folder, 'haproxy.sock'))
            connection.sendall(b'show stat\n')
            answer = b''.join(iter(lambda: connection.recv(65536), b'')).decode()
    except OSError:
        return {}
    found = {}
    for row in csv.DictReader(answer.lstrip('# ').splitlines()):
        if row['svname'] not in ('FRONTEND', 'BACKEND') and row['check_status'] not in ('', 'INI'):
            found[row['svname']] = 'ONLINE' if row['status'].startswith('UP') else 'ERROR'
    return found


def news(balancer, found):
    """Triples of table, id and new operating status, where it is another than on record."""
    def changed(table, row, status):
        return [(table, row['id'], status)] if row['operating_status'] != status else []

    changes, worst = [], 'ONLINE'
    for pool in balancer['pools'].values():
        states_now = []
        for member in pool['members']:
            state = found.get(member['id']) if pool['monitor'] else 'NO_MONITOR'
            if state:
                changes += changed('member', member, state)
            states_now.append(state)
        bad = states_now.count('ERROR')
        status = 'ERROR' if bad and bad == len(states_now) else 'DEGRADED' if bad else 'ONLINE'
        changes += changed('pool', pool, status)
        for listener in balancer['listeners']:
            if listener['default_pool_id'] == pool['id']:
                changes += changed('listener', listener, 'DEGRADED' if bad else 'ONLINE')
        worst = status if status == 'ERROR' or worst == 'ONLINE' else worst
    return changes + changed('load_balancer', balancer, worst)
