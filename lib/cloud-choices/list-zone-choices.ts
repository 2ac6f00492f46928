import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, ZoneChoice } from './view.ts';

export function listZoneChoices(scope: Scope): Promise<Choices<ZoneChoice>> {
  return asChoices('availability zones', async () =>
    (await scope.nova.listAvailabilityZones())
      .map(({ name, available }) => ({ name, available }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  );
}
