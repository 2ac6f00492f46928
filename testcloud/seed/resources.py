"""Flavors, images, the external network, keypairs."""
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from cloud import Cloud, each

# name: (vcpus, ram in MiB, disk in GiB)
FLAVORS = {
    'm1.tiny': (1, 512, 1),
    'm1.small': (1, 2048, 20),
    'm1.medium': (2, 4096, 40),
    'm1.large': (4, 8192, 80),
    'm2.small': (2, 2048, 20),
    'm2.medium': (4, 8192, 40),
    'bm.general': (16, 65536, 400),
}

# As operators of Ironic write them. The cloud has no such machines: a server of it finds no host.
EXTRA_SPECS = {
    'bm.general': {
        'resources:CUSTOM_BAREMETAL_GENERAL': '1', 'resources:VCPU': '0', 'resources:MEMORY_MB': '0', 'resources:DISK_GB': '0',
        'trait:CUSTOM_GENERAL': 'required',
    },
}

# name: (os_distro, os_version, min_disk in GiB, min_ram in MiB). The last two are what a careless upload looks like.
IMAGES = {
    'debian-12': ('debian', '12', 5, 512),
    'debian-12-unbooted': ('debian', '12', 5, 512),
    'debian-11': ('debian', '11', 5, 512),
    'ubuntu-22.04': ('ubuntu', '22.04', 8, 1024),
    'ubuntu-20.04': ('ubuntu', '20.04', 8, 1024),
    'fedora-coreos-38': ('fedora-coreos', '38', 10, 1024),
    'flatcar-3510': ('flatcar', '3510', 10, 1024),
    'fedora-atomic-25': ('fedora-atomic', '25', 6, 1024),
    'fedora-atomic-26': ('fedora-atomic', '26', 6, 1024),
    'fedora-atomic-27': ('fedora-atomic', '27', 6, 1024),
    'centos-7': ('centos', '7', 8, 1024),
    'cirros-0.6': ('cirros', '0.6', 1, 128),
    'imported-image': (None, None, 0, 0),
    'debian-12-custom': ('Debian', '12', 5, 512),
}

# Made only where its root file system is.
EXTRA_IMAGES = {'debian-12-zookeeper': ('debian', '12', 5, 512)}

# Images that really boot: the root file system that the preparation makes. They have no data before it is there. No registry has
# Flatcar or Fedora CoreOS: servers of those get Debian's userland, set up by Ignition alone.
ROOTFS = {
    'debian-12': 'debian-12-node',
    'debian-12-zookeeper': 'debian-12-zookeeper',
    'fedora-coreos-38': 'debian-12-node',
    'flatcar-3510': 'debian-12-node',
}

# A keypair belongs to a user, in whatever project: one each, named <user>-key.
KEYPAIR_OWNERS = {'alice': 'demo', 'bob': 'demo2', 'carol': 'demo', 'rita': 'demo', 'operator': 'admin'}


def seed_flavors(admin):
    present = {flavor['name'] for flavor in admin.call('GET', 'compute', '/flavors', params={'is_public': 'None'})['flavors']}
    for number, (name, (vcpus, ram, disk)) in enumerate(FLAVORS.items(), 1):
        if name not in present:
            admin.call('POST', 'compute', '/flavors', {'flavor': {'id': str(number), 'name': name, 'vcpus': vcpus, 'ram': ram, 'disk': disk}})
            if name in EXTRA_SPECS:
                admin.call('POST', 'compute', f'/flavors/{number}/os-extra_specs', {'extra_specs': EXTRA_SPECS[name]})


def upload(admin, image):
    admin.call('PUT', 'image', f'/v2/images/{image["id"]}/file', data=f'{image["name"]}\n'.encode() * 64,
               headers={'Content-Type': 'application/octet-stream'})


def present_images(admin):
    return {image['name']: image for image in admin.call('GET', 'image', '/v2/images', params={'limit': 100})['images']}


def make_image(admin, name, distro, version, min_disk, min_ram):
    """Returns the image, without data when it is one that really boots."""
    properties = {'os_distro': distro, 'os_version': version, 'os_type': 'linux', 'architecture': 'x86_64'} if distro else {}
    if name in ROOTFS:
        properties['testcloud_rootfs'] = ROOTFS[name]
    image = admin.call('POST', 'image', '/v2/images', {
        'name': name, 'disk_format': 'raw', 'container_format': 'bare', 'visibility': 'public',
        'min_disk': min_disk, 'min_ram': min_ram, **properties})
    if name not in ROOTFS:
        upload(admin, image)
    return image


def seed_images(admin):
    present = present_images(admin)
    each(lambda name: make_image(admin, name, *IMAGES[name]), [name for name in IMAGES if name not in present])
    for name, rootfs in ROOTFS.items():
        if name in present and present[name].get('testcloud_rootfs') != rootfs:
            admin.call('PATCH', 'image', f'/v2/images/{present[name]["id"]}', [{'op': 'add', 'path': '/testcloud_rootfs', 'value': rootfs}],
                       headers={'Content-Type': 'application/openstack-images-v2.1-json-patch'})


def seed_network(admin):
    network = admin.ensure('network', '/v2.0/networks', 'network', {'name': 'public', 'router:external': True}, {
        'provider:network_type': 'flat', 'provider:physical_network': 'physnet1'})
    admin.ensure('network', '/v2.0/subnets', 'subnet', {'name': 'public-subnet', 'network_id': network}, {
        'ip_version': 4, 'cidr': '172.24.0.0/16', 'gateway_ip': '172.24.0.1', 'enable_dhcp': False,
        'allocation_pools': [{'start': '172.24.1.1', 'end': '172.24.250.250'}]})


def seed_keypair(owner):
    user = Cloud(owner, KEYPAIR_OWNERS[owner])
    if any(one['keypair']['name'] == f'{owner}-key' for one in user.call('GET', 'compute', '/os-keypairs')['keypairs']):
        return
    public_key = ed25519.Ed25519PrivateKey.generate().public_key().public_bytes(
        serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH).decode()
    user.call('POST', 'compute', '/os-keypairs', {'keypair': {'name': f'{owner}-key', 'public_key': public_key}})


def seed():
    admin = Cloud()
    each(lambda part: part(admin), (seed_flavors, seed_images, seed_network))
    each(seed_keypair, KEYPAIR_OWNERS)
