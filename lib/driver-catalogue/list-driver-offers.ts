import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { allDrivers } from './all-drivers.ts';
import { newestFirst } from './compare-versions.ts';
import { preferredVersion, readDefaults } from './preferred-versions.ts';
import type { DriverOffer } from './view.ts';

/**
 * What this portal can make clusters with: by title, and of each driver the version to be offered first before
 * its others, newest first.
 * @throws PortalError FORBIDDEN
 */
export async function listDriverOffers(scope: Scope): Promise<DriverOffer[]> {
  requireAbility(scope, 'driver:read');
  const [drivers, defaults] = await Promise.all([allDrivers(), readDefaults(scope)]);
  const manifests = drivers.map(({ driver }) => driver.manifest);
  const names = [...new Set(manifests.map(({ name }) => name))];
  const offers = names.map((name) => {
    const versions = manifests.filter((manifest) => manifest.name === name);
    const preferred = preferredVersion(versions, defaults);
    return versions
      .map((manifest) => ({ ...manifest, preferred: manifest.version === preferred }))
      .sort((one, other) => Number(other.preferred) - Number(one.preferred) || newestFirst(one.version, other.version));
  });
  return offers.sort(([one], [other]) => (one?.title ?? '').localeCompare(other?.title ?? '')).flat();
}
