"""Users, projects, roles and the service catalog."""
from cloud import PASSWORD, Cloud, each

REGION = 'RegionOne'
PROJECTS = ('admin', 'service', 'demo', 'demo2')
ROLES = ('admin', 'member', 'reader', 'service', 'heat_stack_owner', 'heat_stack_user', 'load-balancer_member', 'creator')
MEMBER = ('member', 'heat_stack_owner', 'load-balancer_member', 'creator')
OPERATOR = ('admin', *MEMBER)
SERVICE = ('admin', 'service')

# user: {project: roles}
USERS = {
    'alice': {'demo': MEMBER},
    'bob': {'demo2': MEMBER},
    'carol': {'demo': MEMBER, 'demo2': MEMBER},
    'rita': {'demo': ('reader',)},
    'operator': {'admin': OPERATOR, 'demo': OPERATOR, 'demo2': OPERATOR},
    'dave': {},
    'erin': {'demo': MEMBER},
    'admin': {'admin': ('heat_stack_owner',), 'demo': ('admin', 'heat_stack_owner')},
    # The portal's own user, trustee of every cluster's trust: it can sign in and nothing more.
    'jeroboam': {'service': ('service',)},
    **{name: {'service': SERVICE} for name in ('heat', 'glance', 'nova', 'neutron', 'placement', 'cinder', 'octavia', 'barbican')},
}
DISABLED = {'erin'}

# service type: (name, port, path)
CATALOG = {
    'image': ('glance', 9292, ''),
    'placement': ('placement', 8778, ''),
    'compute': ('nova', 8774, '/v2.1'),
    'network': ('neutron', 9696, ''),
    'orchestration': ('heat', 8004, '/v1/%(project_id)s'),
    'cloudformation': ('heat-cfn', 8000, '/v1'),
    'volumev3': ('cinderv3', 8776, '/v3/%(project_id)s'),
    'load-balancer': ('octavia', 9876, ''),
    'key-manager': ('barbican', 9311, ''),
}


def seed():
    admin = Cloud()

    def ensure(path, kind, **key):
        return admin.ensure('identity', path, kind, key)

    roles = dict(zip(ROLES, each(lambda name: ensure('/roles', 'role', name=name), ROLES)))
    projects = dict(zip(PROJECTS, each(lambda name: ensure('/projects', 'project', name=name, domain_id='default'), PROJECTS)))

    def ensure_user(name, domain='default'):
        return admin.ensure('identity', '/users', 'user', {'name': name, 'domain_id': domain},
                            {'password': PASSWORD, 'enabled': name not in DISABLED})

    def seed_user(name):
        user = ensure_user(name)
        for project, granted in USERS[name].items():
            for role in granted:
                admin.call('PUT', 'identity', f'/projects/{projects[project]}/users/{user}/roles/{roles[role]}')

    def seed_service(kind):
        name, port, path = CATALOG[kind]
        service = ensure('/services', 'service', type=kind, name=name)
        for interface in ('public', 'internal', 'admin'):
            if (service, interface) not in endpoints:
                admin.call('POST', 'identity', '/endpoints', {'endpoint': {
                    'service_id': service, 'interface': interface, 'region_id': REGION, 'url': f'http://127.0.0.1:{port}{path}'}})

    each(seed_user, USERS)
    # Heat keeps the users by which nodes signal in a domain of their own.
    domain = ensure('/domains', 'domain', name='heat')
    manager = ensure_user('heat_domain_admin', domain)
    admin.call('PUT', 'identity', f'/domains/{domain}/users/{manager}/roles/{roles["admin"]}')
    endpoints = {(one['service_id'], one['interface']) for one in admin.call('GET', 'identity', '/endpoints')['endpoints']}
    each(seed_service, CATALOG)
