import { expect, test } from 'vitest';
import type { ImageChoice } from '#lib/cloud-choices/view.ts';
import type { ClusterTemplateDraft } from '#lib/cluster-templates/schema.ts';
import { emptyFormValues } from '#lib/cluster-templates/form-values.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { networkStorageOptions } from './network-storage-options.ts';
import { driverDefaults, fittingDrivers } from './start-values.ts';
import { templateResolver } from './template-resolver.ts';

const atomic = (await listDrivers()).find(({ manifest }) => manifest.name === 'k8s_fedora_atomic_v1')!.manifest;
const image = (osVersion: string): ImageChoice => ({
  id: osVersion, name: `atomic-${osVersion}`, osDistro: 'fedora-atomic', osVersion, sizeBytes: 1, minDiskGib: 0, minRamMib: 0, visibility: 'public',
  createdAt: '2026-01-01T00:00:00Z', notReady: null, acceptedBy: [], refusals: [],
});
const option = (name: string, reason?: string) => ({ value: name, label: reason ? `${name}: ${reason}` : name, disabled: reason !== undefined });

test('what does not fit the image can be seen with its reason, not chosen', () => {
  const not = (osVersion: string) => `not with v1.20.2 on fedora-atomic ${osVersion}`;
  expect(networkStorageOptions('storageDrivers', atomic, image('27'), {})).toEqual([option('overlay2'), option('overlay', not('27')), option('devicemapper', not('27'))]);
  expect(networkStorageOptions('networkDrivers', atomic, image('26'), {})).toEqual([option('host-gw'), option('flannel'), option('calico', not('26'))]);
  expect(networkStorageOptions('networkDrivers', atomic, null, {}).map(({ disabled }) => disabled)).toEqual([false, false, false]);
  expect(networkStorageOptions('networkDrivers', null, image('26'), {})).toEqual([]);
});

test('another image keeps the chosen drivers where they fit', () => {
  const chosen = { networkDriver: 'calico', dockerStorageDriver: 'overlay2', labels: {} };
  expect(fittingDrivers(chosen, atomic, image('28'))).toEqual({ networkDriver: 'calico', dockerStorageDriver: 'overlay2' });
  expect(fittingDrivers(chosen, atomic, image('26'))).toEqual({ networkDriver: 'host-gw', dockerStorageDriver: '' });
  expect(fittingDrivers({ ...chosen, networkDriver: 'weave' }, atomic, null)).toEqual({ networkDriver: 'host-gw', dockerStorageDriver: 'overlay2' });
});

test('the form says the same at the field, when a label or a draft has brought it about', async () => {
  const resolve = templateResolver([atomic], [image('27')]);
  const values = { ...emptyFormValues, ...driverDefaults(atomic), imageId: '27', dockerStorageDriver: 'devicemapper' } as ClusterTemplateDraft;
  const { errors } = await resolve(values, undefined, { fields: {}, shouldUseNativeValidation: false });
  expect(errors.dockerStorageDriver?.message).toBe('devicemapper does not work with v1.20.2 on the image atomic-27: only overlay2.');
  expect(errors.networkDriver).toBeUndefined();
});
