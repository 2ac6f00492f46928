import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import type { Transport } from '../http.ts';
import { makeTransport } from '../http.ts';
import { refusalError } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { signInForTest } from '../test-sign-in.ts';
import { makeNeutronClient } from './client.ts';
import { inspectToken } from '../authenticate.ts';
import { findEndpoint, withVersion } from '../catalog.ts';

let alice: Scope;

beforeAll(async () => {
  alice = await signInForTest('alice');
});

it('lists networks, the external one marked as such', async () => {
  expect(await alice.neutron.listNetworks()).toContainEqual(expect.objectContaining({ name: 'public', external: true }));
});

it('lists subnets the project may see', async () => {
  for (const subnet of await alice.neutron.listSubnets()) {
    expect(subnet.cidr).toMatch(/\/\d+$/);
    expect([4, 6]).toContain(subnet.ipVersion);
  }
});

it('reads quota and use in one call, as member and as reader', async () => {
  const rita = await signInForTest('rita');
  for (const scope of [alice, rita]) {
    const quota = await scope.neutron.getQuota();
    expect(quota.securityGroups.used).toBeGreaterThan(0);
    expect(quota.ports.limit).not.toBe(0);
  }
});

it('counts for itself where the cloud keeps quota details for admins, with the same result', async () => {
  const bob = await signInForTest('bob', 'demo2');
  const { catalog } = await inspectToken(bob.token);
  const url = findEndpoint(catalog, 'neutron', bob.region, 'public') ?? '';
  const real = makeTransport({ service: 'neutron', baseUrl: withVersion(url, '/v2.0'), token: bob.token });
  const withoutDetails: Transport = {
    ...real,
    async get(path, schema, options) {
      if (path.endsWith('details.json')) {
        throw refusalError({ service: 'neutron', method: 'GET', url: path, subject: options.subject, status: 403, body: '{}', requestId: undefined });
      }
      return real.get(path, schema, options);
    },
  };
  const counting = makeNeutronClient(withoutDetails, bob.projectId);
  // Other work may go on in the project between the two readings: they agree as soon as it rests.
  await expect
    .poll(async () => isDeepStrictEqual(await counting.getQuota(), await bob.neutron.getQuota()), { timeout: 20_000 })
    .toBe(true);
});
