import { expect, test } from 'vitest';
import { refusedPairs, versionErrors, whyImageRefused } from './accepts-image.ts';
import { checkLabels, effectiveLabels } from './check-labels.ts';
import type { LabelSpec, TestedPair } from './manifest.ts';

const spec = (key: string, kind: LabelSpec['kind'], more: Partial<LabelSpec> = {}): LabelSpec => ({
  key, kind, title: key, help: '', default: '', group: 'x', ...more,
});
const specs = [
  spec('kube_tag', 'version', { default: 'v1.30.0' }),
  spec('boot_volume_size', 'integer', { default: '0', minimum: 0, maximum: 100 }),
  spec('flannel_network_cidr', 'cidr', { default: '10.100.0.0/16' }),
  spec('master_lb_allowed_cidrs', 'cidr-list'),
  spec('etcd', 'boolean', { default: 'true' }),
  spec('policy', 'choice', { default: 'a', choices: ['a', 'b'] }),
  spec('options', 'string', { pattern: '[a-z]*', patternHelp: 'Use letters.' }),
];
const errorOf = (key: string, value: string) => checkLabels(specs, { [key]: value }).fieldErrors[`labels.${key}`];

test.each([
  ['kube_tag', 'v1.30.0', undefined], ['kube_tag', '1.30', /version/], ['kube_tag', '../../x', /version/],
  ['boot_volume_size', '10', undefined], ['boot_volume_size', '-1', /0 to 100/], ['boot_volume_size', '1e1', /0 to 100/], ['boot_volume_size', '', /0 to 100/],
  ['flannel_network_cidr', '10.0.0.0/8', undefined], ['flannel_network_cidr', '10.0.0.1/8', /IPv4 network/], ['flannel_network_cidr', '10.0.0.0/33', /IPv4/],
  ['master_lb_allowed_cidrs', '10.0.0.0/8,192.0.2.0/24', undefined], ['master_lb_allowed_cidrs', '10.0.0.0/8,', /commas/],
  ['etcd', 'false', undefined], ['etcd', 'no', /true or false/],
  ['policy', 'b', undefined], ['policy', 'c', /one of a, b/],
  ['options', 'abc', undefined], ['options', '<script>', /letters/], ['options', 'a\nb', /one line/], ['options', 'a'.repeat(5000), /at most/],
])('label %s = %j', (key, value, expected) => {
  const error = errorOf(key, value);
  if (expected === undefined) expect(error).toBeUndefined();
  else expect(error).toMatch(expected);
});

test('an unknown label is refused, and a near one is offered', () => {
  expect(checkLabels(specs, { kubetag: 'v1.30.0' }).didYouMean).toEqual({ kubetag: 'kube_tag' });
  expect(checkLabels(specs, { 'flannel-network-cidr': '10.0.0.0/8' }).didYouMean).toEqual({ 'flannel-network-cidr': 'flannel_network_cidr' });
  const far = checkLabels(specs, { something_else_entirely: '1' });
  expect(far.didYouMean).toEqual({});
  expect(far.fieldErrors).toHaveProperty(['labels.something_else_entirely']);
  expect(checkLabels(specs, { __proto__x: '1', constructor: '1' }).fieldErrors).toHaveProperty(['labels.constructor']);
});

test('labels: the cluster wins over the template, the template over the driver', () => {
  expect(effectiveLabels(specs, { policy: 'b', etcd: 'false' }, { etcd: 'true' })).toMatchObject({ policy: 'b', etcd: 'true', kube_tag: 'v1.30.0' });
});

const manifest = { image: { osDistro: 'debian', osVersion: { from: '12', to: '13' }, minDiskGib: 10 }, minFlavor: { vcpus: 2, ramMib: 2048 } };
const image = { name: 'x', osDistro: 'debian', osVersion: '12', minDiskGib: 0, minRamMib: 0 };

test.each([
  [{}, null],
  [{ osVersion: '12.4' }, null],
  [{ osVersion: '13.1' }, null],
  [{ osDistro: null }, /no property os_distro/],
  [{ osDistro: 'Debian' }, /“Debian”, this driver wants “debian” \(capitals count\)/],
  [{ osDistro: 'ubuntu' }, /“ubuntu”, this driver wants “debian”\.$/],
  [{ osVersion: null }, /no property os_version/],
  [{ osVersion: '11' }, /“11”, this driver needs version 12 to 13/],
  [{ osVersion: '14' }, /needs version 12 to 13/],
  [{ osVersion: 'bookworm' }, /“bookworm”/],
  [{ minDiskGib: 4 }, /4 GiB.*at least 10/],
])('image %j', (changes, expected) => {
  const refusal = whyImageRefused(manifest, { ...image, ...changes });
  if (expected === null) expect(refusal).toBeNull();
  else expect(refusal).toMatch(expected);
});

test('a version is refused on an image where every pair of both says so', () => {
  const pair = (osVersion: string, coeVersion: string, result: TestedPair['result'], containerRuntime = 'docker') => ({ osVersion, coeVersion, containerRuntime, result, note: result === 'refused' ? 'Its kernel is too old.' : '' });
  const matrix = {
    testedPairs: [pair('25', 'v1.20.2', 'refused'), pair('25', 'v1.9.0', 'refused'), pair('25', 'v1.9.0', 'booted', 'containerd'), pair('27', 'v1.20.2', 'rendered')],
    labels: [spec('kube_tag', 'version', { default: 'v1.20.2' }), spec('etcd_tag', 'string')],
  };
  expect(refusedPairs(matrix, { osVersion: '25' }).map(({ coeVersion }) => coeVersion)).toEqual(['v1.20.2']);
  expect(versionErrors(matrix, { name: 'f25', osVersion: '25' }, {})).toEqual({ 'labels.kube_tag': 'v1.20.2 does not run on the image f25. Its kernel is too old.' });
  expect(versionErrors(matrix, { name: 'f25', osVersion: '25' }, { kube_tag: 'v1.9.0' })).toEqual({});
  expect(versionErrors(matrix, { name: 'f27', osVersion: '27' }, { kube_tag: 'v1.20.2' })).toEqual({});
});
