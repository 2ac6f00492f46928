import { expect, test } from 'vitest';
import { driverErrors, whyDriverUnfit } from './accepts-drivers.ts';
import { listDrivers } from './list-drivers.ts';
import type { LabelSpec, TestedPair } from './manifest.ts';

const kubeTag: LabelSpec = { key: 'kube_tag', kind: 'version', title: '', help: '', default: 'v1', group: '' };
const pair = (osVersion: string, coeVersion: string, more: Partial<TestedPair> = {}): TestedPair => ({ osVersion, coeVersion, containerRuntime: 'docker', result: 'rendered', note: '', ...more });
const testedPairs = [
  pair('26', 'v1', { storageDrivers: ['overlay'], networkDrivers: ['flannel'] }),
  pair('26', 'v2', { storageDrivers: ['overlay2'] }),
  pair('27', 'v1', { storageDrivers: ['overlay2'] }),
  pair('27', 'v1', { storageDrivers: ['native'], containerRuntime: 'containerd' }),
  pair('27', 'v2', { storageDrivers: ['overlay'], result: 'refused' }),
];
const on = (osVersion: string | null, labels: Record<string, string> = {}, specs = [kubeTag]) => ({
  manifest: { testedPairs, labels: specs }, image: { name: 'image', osDistro: 'fedora-atomic', osVersion }, labels,
});

test.each([
  ['by the default version', on('26'), 'overlay2', 'not with v1 on fedora-atomic 26'],
  ['by the version asked for', on('26', { kube_tag: 'v2' }), 'overlay', 'not with v2 on fedora-atomic 26'],
  ['what fits', on('26', { kube_tag: 'v2' }), 'overlay2', null],
  ['with several runtimes what one of them takes', on('27'), 'native', null],
  ['with several runtimes what none takes', on('27'), 'overlay', 'not with v1 on fedora-atomic 27'],
  ['a pair that is refused as a whole', on('27', { kube_tag: 'v2' }), 'zfs', null],
  ['an image of which nothing is known', on('28'), 'overlay', null],
  ['an image without a version', on(null), 'overlay', null],
  ['without a label for the version, what any pair takes', on('26', {}, []), 'overlay2', null],
  ['without a label for the version, what none takes', on('26', {}, []), 'native', 'not with v1 or v2 on fedora-atomic 26'],
])('%s', (_name, combination, storageDriver, expected) => {
  expect(whyDriverUnfit(combination, 'storageDrivers', storageDriver)).toBe(expected);
});

test('a sentence at each field; the driver’s own choice always fits, and so does what the pair does not tell', () => {
  expect(driverErrors(on('26'), { networkDriver: 'calico', dockerStorageDriver: 'overlay2' })).toEqual({
    networkDriver: 'calico does not work with v1 on the image image: only flannel.',
    dockerStorageDriver: 'overlay2 does not work with v1 on the image image: only overlay.',
  });
  expect(driverErrors(on('26', { kube_tag: 'v2' }), { networkDriver: 'calico', dockerStorageDriver: null })).toEqual({});
  expect(driverErrors(on('27'), { networkDriver: 'calico', dockerStorageDriver: 'zfs' })).toEqual({
    dockerStorageDriver: 'zfs does not work with v1 on the image image: only overlay2 or native.',
  });
});

const atomic = (await listDrivers()).find(({ manifest }) => manifest.name === 'k8s_fedora_atomic_v1')!.manifest;

test.each([
  ['26', ['overlay', 'devicemapper'], ['host-gw', 'flannel']],
  ['27', ['overlay2'], ['host-gw', 'flannel', 'calico']],
  ['28', ['overlay2'], ['host-gw', 'flannel', 'calico']],
])('Fedora Atomic %s takes what the matrix of Magnum says, and nothing else', (osVersion, storage, network) => {
  const combination = { manifest: atomic, image: { name: 'atomic', osDistro: 'fedora-atomic', osVersion }, labels: {} };
  const fit = (kind: 'storageDrivers' | 'networkDrivers') => atomic[kind].filter((name) => whyDriverUnfit(combination, kind, name) === null);
  expect(fit('storageDrivers')).toEqual(storage);
  expect(fit('networkDrivers')).toEqual(network);
});
