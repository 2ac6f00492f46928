import { expect, it } from 'vitest';
import { z } from 'zod';
import { inspectToken } from '../authenticate.ts';
import { findEndpoint, withVersion } from '../catalog.ts';
import { makeTransport, type Transport } from '../http.ts';
import { signInForTest, uniqueName } from '../test-sign-in.ts';
import { makeGlanceClient } from './client.ts';

it('lists images with what a driver looks at, newest first', async () => {
  const alice = await signInForTest('alice');
  const images = await alice.glance.listImages();
  expect(images.find((image) => image.name === 'debian-12-unbooted')).toMatchObject({
    status: 'active',
    visibility: 'public',
    osDistro: 'debian',
    osVersion: '12',
    properties: { architecture: 'x86_64' },
  });
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

it('shows an image that is not uploaded yet, and says so', async () => {
  const alice = await signInForTest('alice');
  const { catalog } = await inspectToken(alice.token);
  const url = findEndpoint(catalog, 'glance', alice.region, 'public') ?? '';
  const transport = makeTransport({ service: 'glance', baseUrl: withVersion(url, '/v2'), token: alice.token });
  const name = uniqueName('image');
  const { id } = await transport.send('POST', '/images', { name, disk_format: 'raw', container_format: 'bare' }, z.object({ id: z.string() }), { subject: 'image' });
  try {
    expect((await alice.glance.listImages()).find((image) => image.id === id)).toMatchObject({ name, status: 'queued' });
    expect(await alice.glance.findImage(id)).toMatchObject({ name, status: 'queued' });
  } finally {
    await transport.run('DELETE', `/images/${id}`, undefined, { subject: 'image' });
  }
  expect(await alice.glance.findImage(id)).toBeNull();
});
