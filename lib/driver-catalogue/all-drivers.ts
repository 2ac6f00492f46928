import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { installedDrivers } from './installed-drivers.ts';

/** A driver version of this portal, in the state an administrator has given it or else its manifest does. */
export interface CatalogueDriver {
  driver: Driver;
  /** Null for those that came with the portal. */
  installed: { at: Date; byName: string } | null;
}

/** Every version of every driver. One that came with the portal hides an installed one of the same version. */
export async function allDrivers(where: { name?: string; version?: string } = {}): Promise<CatalogueDriver[]> {
  const [builtIn, installed, states] = await Promise.all([
    listDrivers(),
    installedDrivers(where),
    db().driverState.findMany({ where: { driverName: where.name, driverVersion: where.version } }),
  ]);
  const found = new Map<string, CatalogueDriver>();
  for (const { driver, installedAt, installedByName } of installed) {
    found.set(keyOf(driver.manifest), { driver, installed: { at: installedAt, byName: installedByName } });
  }
  for (const driver of builtIn) {
    const { name, version } = driver.manifest;
    if (name === (where.name ?? name) && version === (where.version ?? version)) found.set(keyOf(driver.manifest), { driver, installed: null });
  }
  for (const { driverName, driverVersion, status } of states) {
    const entry = found.get(keyOf({ name: driverName, version: driverVersion }));
    if (entry) entry.driver = inState(entry.driver, status as DriverManifest['status']);
  }
  return [...found.values()];
}

function keyOf({ name, version }: { name: string; version: string }): string {
  return `${name}@${version}`;
}

// The same object for the same state, since what is computed from a driver is kept by its identity.
const restated = new WeakMap<Driver, Map<string, Driver>>();

function inState(driver: Driver, status: DriverManifest['status']): Driver {
  if (driver.manifest.status === status) return driver;
  const states = restated.get(driver) ?? new Map<string, Driver>();
  restated.set(driver, states);
  const changed = states.get(status) ?? { ...driver, manifest: { ...driver.manifest, status } };
  states.set(status, changed);
  return changed;
}
