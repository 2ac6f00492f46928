import { expect, it } from 'vitest';
import { findEndpoint, listRegions, listServiceTypes, withVersion } from './catalog.ts';
import type { CatalogEntry } from './keystone/types.ts';
import { markerOf, nextMarker, readAllPages } from './pages.ts';
import { failureOf } from './expect-failure.ts';

const endpoint = (region: string, url: string, kind = 'public') => ({ interface: kind, region, url });

const catalog: CatalogEntry[] = [
  { type: 'volumev3', name: 'cinder', endpoints: [endpoint('One', 'http://c/v3/p/'), endpoint('One', 'http://inner/v3/p', 'internal')] },
  { type: 'orchestration', name: 'heat', endpoints: [endpoint('Two', 'http://h2/v1/p'), endpoint('One', 'http://h1/v1/p')] },
  { type: 'compute', name: 'nova', endpoints: [endpoint('Three', 'http://n/v2.1')] },
];

it('finds a service by any of its names, in the region and interface asked for', () => {
  expect(findEndpoint(catalog, 'cinder', 'One', 'public')).toBe('http://c/v3/p');
  expect(findEndpoint(catalog, 'cinder', 'One', 'internal')).toBe('http://inner/v3/p');
  expect(findEndpoint(catalog, 'heat', 'Two', 'public')).toBe('http://h2/v1/p');
  expect(findEndpoint(catalog, 'heat', 'Two', 'admin')).toBeNull();
  expect(findEndpoint(catalog, 'octavia', 'One', 'public')).toBeNull();
});

it('prefers the official name where a catalog has both', () => {
  const both = [...catalog, { type: 'block-storage', name: 'cinder', endpoints: [endpoint('One', 'http://official/v3')] }];
  expect(findEndpoint(both, 'cinder', 'One', 'public')).toBe('http://official/v3');
});

it('offers only regions that can hold a cluster, and names services officially', () => {
  expect(listRegions(catalog)).toEqual(['One', 'Two']);
  expect(listServiceTypes(catalog, 'One')).toEqual(['block-storage', 'orchestration']);
});

it('adds a version once, whatever the catalog has', () => {
  for (const base of ['http://n:9696', 'http://n:9696/v2.0', 'http://n:9696/v2']) expect(withVersion(base, '/v2.0')).toBe('http://n:9696/v2.0');
  expect(withVersion('http://lb/load-balancer', '/v2')).toBe('http://lb/load-balancer/v2');
});

it('takes only the marker of a next link', () => {
  expect(markerOf('/v2/images?limit=1&marker=abc')).toBe('abc');
  expect(nextMarker([{ rel: 'previous', href: 'http://x?marker=p' }, { rel: 'next', href: 'http://inner.host/v2.0/ports?marker=m%201' }])).toBe('m 1');
  expect(nextMarker([])).toBeNull();
  expect(nextMarker(null)).toBeNull();
});

it('stops at a service whose pages never end', async () => {
  let page = 0;
  const endless = readAllPages('nova', 'flavor list', async () => ({ items: [0], next: String((page += 1)) }));
  expect((await failureOf(endless)).code).toBe('UNEXPECTED_RESPONSE');
  expect(await readAllPages('nova', 'flavor list', async () => ({ items: [0], next: 'same' }))).toEqual([0, 0]);
});
