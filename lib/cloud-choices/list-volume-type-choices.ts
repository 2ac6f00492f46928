import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, VolumeTypeChoice } from './view.ts';

/** Empty where the region has no block storage. */
export function listVolumeTypeChoices(scope: Scope): Promise<Choices<VolumeTypeChoice>> {
  return asChoices('volume types', async () =>
    ((await scope.cinder?.listVolumeTypes()) ?? []).map(({ id, name }) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name)),
  );
}
