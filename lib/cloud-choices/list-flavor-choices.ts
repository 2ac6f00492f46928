import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, FlavorChoice } from './view.ts';

/** Smallest first, so that the first that fits is the default. */
export function listFlavorChoices(scope: Scope): Promise<Choices<FlavorChoice>> {
  return asChoices('flavors', async () =>
    (await scope.nova.listFlavors())
      .map(({ id, name, vcpus, ramMib, diskGib, ephemeralGib, public: isPublic, serverTypes }) => ({
        id, name, vcpus, ramMib, diskGib, ephemeralGib, public: isPublic, serverTypes,
      }))
      .sort(
        (one, other) =>
          one.vcpus - other.vcpus || one.ramMib - other.ramMib || one.diskGib - other.diskGib || one.name.localeCompare(other.name),
      ),
  );
}
