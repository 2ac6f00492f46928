"""Servers that do not boot and have not been answered for yet: a file for each in <nodes>/unbooted, written by the hypervisor."""
import base64
import dataclasses
import json
import os


@dataclasses.dataclass
class Server:
    id: str
    name: str
    user_data: bytes
    since: float  # Unix time from which it runs


def add(nodes, id, name, user_data):
    """user_data: in base64, as Nova keeps it."""
    folder = os.path.join(nodes, 'unbooted')
    os.makedirs(folder, exist_ok=True)
    part = os.path.join(folder, f'{id}.part')
    with open(part, 'w', encoding='utf-8') as file:
        json.dump({'name': name, 'user_data': user_data}, file)
    os.replace(part, _path(nodes, id))


def forget(nodes, id):
    """Answered for, or deleted."""
    try:
        os.remove(_path(nodes, id))
    except FileNotFoundError:
        pass


def waiting(nodes):
    try:
        names = os.listdir(os.path.join(nodes, 'unbooted'))
    except FileNotFoundError:
        return []
    return [server for server in (_read(nodes, name.removesuffix('.json')) for name in sorted(names) if name.endswith('.json')) if server]


def _read(nodes, id):
    try:
        with open(_path(nodes, id), encoding='utf-8') as file:
            kept = json.load(file)
            return Server(id, kept['name'], base64.b64decode(kept['user_data']), os.fstat(file.fileno()).st_mtime)
    except FileNotFoundError:
        return None


def _path(nodes, id):
    return os.path.join(nodes, 'unbooted', f'{id}.json')
