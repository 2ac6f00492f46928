import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';

/** What this portal can make clusters with, by title. @throws PortalError FORBIDDEN */
export async function listDriverManifests(scope: Scope): Promise<DriverManifest[]> {
  requireAbility(scope, 'driver:read');
  return (await listDrivers()).map((driver) => driver.manifest);
}
