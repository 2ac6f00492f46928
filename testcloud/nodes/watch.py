#!/usr/bin/python3
"""Stands in for the first boot of every server of which the hypervisor makes no machine. How, is boot.py's.

watch.py NODES_FOLDER [DELAY_SECONDS]
Reads NODES_FOLDER/faults.json each round, keeps the ids of the booted ones in NODES_FOLDER/booted: after a restart nothing
boots twice.
"""
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import requests

from boot import boot
from faults import Faults

KEYSTONE_URL = os.environ['TESTCLOUD_KEYSTONE_URL']
PASSWORD = os.environ['TESTCLOUD_PASSWORD']
ROUND_SECONDS = 0.7
# How far back a round looks: Nova's times are whole seconds, and a row may be seen a little after its own time.
OVERLAP_SECONDS = 15
LOGIN_SECONDS = 3600
# Microversion 2.3 is the first that shows an operator a server's user_data.
MICROVERSION = {'X-OpenStack-Nova-API-Version': '2.3'}


class Nova:
    def __init__(self):
        self.session = requests.Session()
        self.session.trust_env = False
        self.login_at = None

    def login(self):
        default = {'id': 'default'}
        answer = self.session.post(f'{KEYSTONE_URL}/auth/tokens', timeout=60, json={'auth': {
            'identity': {'methods': ['password'], 'password': {'user': {'name': 'admin', 'domain': default, 'password': PASSWORD}}},
            'scope': {'project': {'name': 'admin', 'domain': default}}}})
        answer.raise_for_status()
        self.url = next(endpoint['url'] for service in answer.json()['token']['catalog'] if service['type'] == 'compute'
                        for endpoint in service['endpoints'] if endpoint['interface'] == 'public')
        self.session.headers['X-Auth-Token'] = answer.headers['X-Subject-Token']
        self.login_at = time.monotonic()

    def get(self, path, **params):
        if self.login_at is None or time.monotonic() - self.login_at > LOGIN_SECONDS:
            self.login()
        answer = self.session.get(self.url + path, params=params, headers=MICROVERSION, timeout=60)
        if answer.status_code == 401:
            self.login_at = None
        if answer.status_code == 404:
            return None
        answer.raise_for_status()
        return answer.json()

    def active_ids(self, since):
        """Ids of the servers that are ACTIVE and have changed since then (a Unix time; None for all)."""
        params = {'all_tenants': 1, 'status': 'ACTIVE'}
        if since:
            params['changes-since'] = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(since))
        return [server['id'] for server in self.get('/servers', **params)['servers']]

    def server(self, id):
        found = self.get(f'/servers/{id}')
        return found and found['server']


class Watch:
    def __init__(self, folder, delay_seconds):
        self.nova = Nova()
        self.folder = folder
        self.faults = Faults(os.path.join(folder, 'faults.json'), delay_seconds)
        self.booted_path = os.path.join(folder, 'booted')
        self.booted = self.read_booted()
        self.waiting = {}  # id: (server, when it was first seen ACTIVE)
        self.looked_at = None
        self.pool = ThreadPoolExecutor(8)

    def is_machine(self, id):
        """Whether the hypervisor has booted it, and it speaks for itself."""
        return os.path.exists(os.path.join(self.folder, id, 'node.json'))

    def read_booted(self):
        try:
            with open(self.booted_path, encoding='utf-8') as file:
                return set(file.read().split())
        except FileNotFoundError:
            return set()

    def round(self):
        self.faults.refresh()
        now = time.time()
        for id in self.nova.active_ids(self.looked_at and self.looked_at - OVERLAP_SECONDS):
            if id not in self.booted and id not in self.waiting and not self.is_machine(id):
                server = self.nova.server(id)
                if server:
                    self.waiting[id] = (server, time.time())
        self.looked_at = now
        for id, (server, since) in list(self.waiting.items()):
            delay, failure = self.faults.plan(server['name'])
            if delay is not None and time.time() - since >= delay:
                del self.waiting[id]
                self.booted.add(id)
                self.pool.submit(self.boot, server, failure)

    def boot(self, server, failure):
        try:
            for line in boot(server, failure):
                print(time.strftime('%T'), line, flush=True)
            with open(self.booted_path, 'a', encoding='utf-8') as file:
                file.write(server['id'] + '\n')
        except Exception as error:  # one server that cannot be read must not end the others
            print(time.strftime('%T'), server['name'], repr(error)[:300], flush=True)


if __name__ == '__main__':
    watch = Watch(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 2)
    while True:
        try:
            watch.round()
        except requests.RequestException as error:
            print(time.strftime('%T'), 'Nova does not answer:', repr(error)[:200], flush=True)
        time.sleep(ROUND_SECONDS)
