"""Waits until what answers behind the APIs is there: the hypervisor, the heat engine, the volume backend."""
import time

from cloud import Cloud, requests

LIMIT_SECONDS = 60


def reported(admin, service, binary):
    services = admin.call('GET', service, '/os-services')['services']
    return any(one['binary'] == binary and one['state'] == 'up' for one in services)


def hypervisor_mapped(admin):
    return bool(admin.call('GET', 'compute', '/os-hypervisors')['hypervisors'])


def engine_answers(admin):
    try:
        answer = requests.get(admin.url['orchestration'] + '/stacks', headers=admin.headers, params={'limit': 1}, timeout=5)
    except requests.Timeout:  # asked before there was an engine: nobody will answer this one
        return False
    return answer.status_code == 200


def seed():
    admin = Cloud()
    deadline = time.monotonic() + LIMIT_SECONDS
    waits = {
        'nova-compute': lambda: reported(admin, 'compute', 'nova-compute') and hypervisor_mapped(admin),
        'cinder-volume': lambda: reported(admin, 'volumev3', 'cinder-volume'),
        'heat-engine': lambda: engine_answers(admin),
    }
    for name, there in waits.items():
        while not there():
            if time.monotonic() > deadline:
                raise SystemExit(f'{name} has not reported in after {LIMIT_SECONDS} s.')
            time.sleep(0.3)
