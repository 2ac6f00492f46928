import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseHot, writeHot } from './hot-yaml.ts';
import { readManifest } from './read-manifest.ts';

const whole = parseHot(readFileSync(path.join(process.cwd(), 'drivers', 'k8s_debian_v1', 'driver.yaml'), 'utf8')) as Record<string, unknown>;
const { extends: base, ...own } = whole as { extends?: string };
const under = base ? (parseHot(readFileSync(path.join(process.cwd(), 'drivers', base), 'utf8')) as Record<string, unknown>) : {};
const shared = { ...under, ...own, labels: [{ key: 'a', title: 'A', help: '', kind: 'string', default: '1', group: 'G' }, { key: 'b', title: 'B', help: '', kind: 'string', default: '2', group: 'G' }] };
const read = (driver: object, common: object = shared) => readManifest({ 'driver.yaml': writeHot(driver), 'common/base.yaml': writeHot(common) });

test('a driver is laid over what it extends: maps merged, lists replaced, null takes away', () => {
  const manifest = read({ extends: 'common/base.yaml', name: 'k8s_other_v1', minFlavor: { ramMib: 4096 }, masterCounts: [1], image: { osDistro: 'ubuntu', osVersion: null } });
  expect(manifest.name).toBe('k8s_other_v1');
  expect(manifest.minFlavor).toEqual({ vcpus: 2, ramMib: 4096 });
  expect(manifest.masterCounts).toEqual([1]);
  expect(manifest.image).toEqual({ osDistro: 'ubuntu' });
  expect(manifest.labels.map((label) => label.key)).toEqual(['a', 'b']);
});

test('labels are merged by their key, and new ones come last', () => {
  const { labels } = read({ extends: 'common/base.yaml', labels: [{ key: 'b', default: '3' }, { key: 'c', title: 'C', help: '', kind: 'string', default: '', group: 'G' }] });
  expect(labels.map((label) => [label.key, label.title, label.default])).toEqual([['a', 'A', '1'], ['b', 'B', '3'], ['c', 'C', '']]);
});

test('a pair may name the drivers that fit it, and then at least one', () => {
  const pair = { osVersion: '12', coeVersion: 'v1.20.2', containerRuntime: 'containerd', result: 'rendered' };
  const pairs = (...testedPairs: object[]) => read({ extends: 'common/base.yaml', testedPairs }).testedPairs;
  expect(pairs({ ...pair, storageDrivers: ['overlay'], networkDrivers: ['flannel'] })).toEqual([{ ...pair, note: '', storageDrivers: ['overlay'], networkDrivers: ['flannel'] }]);
  expect(pairs(pair)).toEqual([{ ...pair, note: '' }]);
  expect(() => pairs({ ...pair, storageDrivers: [] })).toThrow(/storageDrivers/);
});

test.each([
  [{ extends: '../secret.yaml' }, /no file of common/],
  [{ extends: 'driver.yaml' }, /no file of common/],
  [{ extends: 3 }, /no file of common/],
  [{ extends: 'common/absent.yaml' }, /missing/],
  [{ extends: 'common/base.yaml', coe: 'nomad' }, /coe/],
])('%j is refused', (driver, reason) => {
  expect(() => read(driver)).toThrow(reason);
});

test('one step is all: what is extended extends nothing', () => {
  expect(() => read({ extends: 'common/base.yaml' }, { ...shared, extends: 'common/base.yaml' })).toThrow(/must not extend/);
});
