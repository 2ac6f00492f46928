"""What is kept of a node: the folder <nodes>/<server id>/ with node.json and everything the node writes."""
import dataclasses
import hashlib
import json
import os


def mark(nodes):
    """What the names of all namespaces and control groups of one test cloud begin with: there may be others on this machine."""
    return 'jb' + hashlib.sha256(os.path.abspath(nodes).encode()).hexdigest()[:4]


@dataclasses.dataclass
class Node:
    id: str  # the server's
    name: str
    hostname: str
    lower: str  # folder of its root file system, never written to
    ports: list  # ids of its Neutron ports, in the order of its interfaces
    nameservers: list
    public_keys: list
    memory_mib: int
    disk_mib: int = 0  # 0: no limit
    volumes: dict = dataclasses.field(default_factory=dict)  # id: name of its device
    power: str = 'on'  # 'on' | 'off': what is wanted of it
    folder: str = ''

    @property
    def label(self):
        """Its name in the kernel's lists: namespace, control groups."""
        return f'{mark(os.path.dirname(self.folder))}-' + self.id.replace('-', '')[:12]

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def save(self):
        """Its folder must be there: a node that has been removed meanwhile does not come back."""
        kept = {key: value for key, value in dataclasses.asdict(self).items() if key != 'folder'}
        with open(self.path('node.json.part'), 'w', encoding='utf-8') as file:
            json.dump(kept, file, indent=1)
        os.replace(self.path('node.json.part'), self.path('node.json'))


def load(nodes, id):
    """The node of a server; None for a server that does not boot."""
    folder = os.path.join(nodes, id)
    try:
        with open(os.path.join(folder, 'node.json'), encoding='utf-8') as file:
            return Node(**json.load(file), folder=folder)
    except (FileNotFoundError, NotADirectoryError):
        return None


def load_all(nodes):
    try:
        ids = os.listdir(nodes)
    except FileNotFoundError:
        return []
    return [node for node in (load(nodes, id) for id in sorted(ids)) if node]


def rootfs(nodes, name):
    """The folder of a prepared root file system; None while it is being prepared."""
    try:
        with open(os.path.join(nodes, 'rootfs', name), encoding='utf-8') as file:
            named = file.read().strip()
            # A link may be moved to another folder while nodes run.
            return os.path.realpath(named) if named else None
    except FileNotFoundError:
        return None
