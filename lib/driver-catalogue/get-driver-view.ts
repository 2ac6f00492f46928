import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { getDriver } from '#lib/drivers/get-driver.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import type { DriverView } from './view.ts';

/** @throws PortalError FORBIDDEN, NOT_FOUND */
export async function getDriverView(scope: Scope, name: string, version: string): Promise<DriverView> {
  requireAbility(scope, 'driver:read');
  const driver = await getDriver(name, version);
  const rank = (path: string) => ['driver.yaml', 'README.md'].indexOf(path) + 1 || (path.startsWith('common/') ? 4 : 3);
  const files = Object.entries(driver.files)
    .map(([path, text]) => ({ path, text }))
    .sort((left, right) => rank(left.path) - rank(right.path) || left.path.localeCompare(right.path));
  return { manifest: driver.manifest, files };
}
