"""Quotas by project: demo is roomy but finite, demo2 is small enough to be used up. Everywhere else there are none."""
from cloud import Cloud, each

QUOTAS = {
    'demo': {
        'compute': {'instances': 500, 'cores': 2000, 'ram': 4 * 1024 * 1024, 'server_groups': 200, 'server_group_members': 200},
        'volumev3': {'volumes': 1000, 'gigabytes': 50000, 'snapshots': 1000},
        'network': {'network': 500, 'subnet': 500, 'port': 5000, 'router': 500, 'floatingip': 1000, 'security_group': 1000, 'security_group_rule': 10000},
        'load-balancer': {'load_balancer': 200, 'listener': 1000, 'pool': 1000, 'member': 5000, 'health_monitor': 1000},
    },
    'demo2': {
        'compute': {'instances': 10, 'cores': 20, 'ram': 40 * 1024, 'server_groups': 5, 'server_group_members': 5},
        'volumev3': {'volumes': 5, 'gigabytes': 200, 'snapshots': 5},
        'network': {'network': 5, 'subnet': 5, 'port': 60, 'router': 5, 'floatingip': 10, 'security_group': 10, 'security_group_rule': 100},
        'load-balancer': {'load_balancer': 2, 'listener': 10, 'pool': 10, 'member': 50, 'health_monitor': 10},
    },
}
# service type: (path, name of the body's one key)
PLACES = {
    'compute': ('/os-quota-sets/', 'quota_set'),
    'volumev3': ('/os-quota-sets/', 'quota_set'),
    'network': ('/v2.0/quotas/', 'quota'),
    'load-balancer': ('/v2/lbaas/quotas/', 'quota'),
}


def seed():
    admin = Cloud()

    def seed_quota(item):
        project, service = item
        project_id = admin.call('GET', 'identity', '/projects', params={'name': project})['projects'][0]['id']
        path, key = PLACES[service]
        admin.call('PUT', service, path + project_id, {key: QUOTAS[project][service]})

    each(seed_quota, [(project, service) for project, services in QUOTAS.items() for service in services])
