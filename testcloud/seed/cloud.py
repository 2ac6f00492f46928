"""Signs in to the test cloud and calls its services. A refused call ends the program with what was asked and answered."""
import json
import os
from concurrent.futures import ThreadPoolExecutor

import requests

KEYSTONE_URL = os.environ['TESTCLOUD_KEYSTONE_URL']
PASSWORD = os.environ['TESTCLOUD_PASSWORD']
TIMEOUT_SECONDS = 120


def each(function, items):
    """Calls function(item) for all items, four at a time, in their order; the first error is raised."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(function, items))


class Cloud:
    """The cloud as one user in one project sees it. `url` maps service types to public endpoints."""

    def __init__(self, user='admin', project='admin'):
        default = {'id': 'default'}
        identity = {'methods': ['password'], 'password': {'user': {'name': user, 'domain': default, 'password': PASSWORD}}}
        answer = requests.post(f'{KEYSTONE_URL}/auth/tokens', timeout=TIMEOUT_SECONDS, json={
            'auth': {'identity': identity, 'scope': {'project': {'name': project, 'domain': default}}}})
        answer.raise_for_status()
        token = answer.json()['token']
        self.headers = {'X-Auth-Token': answer.headers['X-Subject-Token']}
        self.url = {'identity': KEYSTONE_URL}
        for service in token['catalog']:
            for endpoint in service['endpoints']:
                if endpoint['interface'] == 'public' and service['type'] != 'identity':
                    self.url[service['type']] = endpoint['url']

    def call(self, method, service, path, body=None, **options):
        """Returns the answer's JSON, or None when it has none."""
        headers = {**self.headers, **options.pop('headers', {})}
        answer = requests.request(method, self.url[service] + path, json=body, headers=headers, timeout=TIMEOUT_SECONDS, **options)
        if answer.status_code >= 400:
            asked = json.dumps(body)[:300] if body else ''
            raise SystemExit(f'{method} {answer.url} {asked}\n{answer.status_code} {answer.text[:500]}')
        return answer.json() if 'json' in answer.headers.get('Content-Type', '') and answer.content else None

    def ensure(self, service, path, kind, key, more=None):
        """Returns the id of the `kind` (say 'user') that has every value of `key`, made with key and more when absent."""
        collection = path.rsplit('/', 1)[-1]
        for one in self.call('GET', service, path, params=key)[collection]:
            if all(one.get(name) == value for name, value in key.items()):
                return one['id']
        return self.call('POST', service, path, {kind: {**key, **(more or {})}})[kind]['id']
