import { expect, it } from 'vitest';
import { inspectToken } from '../authenticate.ts';
import { findEndpoint, withVersion } from '../catalog.ts';
import { makeTransport, type Transport } from '../http.ts';
import { signInForTest } from '../test-sign-in.ts';
import { makeGlanceClient } from './client.ts';

it('lists active images with what a driver looks at, newest first', async () => {
  const alice = await signInForTest('alice');
  const images = await alice.glance.listImages();
  expect(images.find((image) => image.name === 'debian-12')).toMatchObject({
    status: 'active',
    visibility: 'public',
    osDistro: 'debian',
    osVersion: '12',
    properties: { architecture: 'x86_64' },
  });
  expect(images.every((image) => image.status === 'active')).toBe(true);
  const times = images.map((image) => image.createdAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

it('follows pages to the end', async () => {
  const alice = await signInForTest('alice');
  const { catalog } = await inspectToken(alice.token);
  const url = findEndpoint(catalog, 'glance', alice.region, 'public') ?? '';
  const real = makeTransport({ service: 'glance', baseUrl: withVersion(url, '/v2'), token: alice.token });
  const smallPages: Transport = { ...real, get: (path, schema, options) => real.get(path, schema, { ...options, query: { ...options.query, limit: 2 } }) };
  const paged = await makeGlanceClient(smallPages).listImages();
  expect(paged.length).toBeGreaterThan(2);
  expect(paged).toEqual(await alice.glance.listImages());
});
