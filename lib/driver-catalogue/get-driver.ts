import 'server-only';
import type { Driver } from '#lib/drivers/driver.ts';
import { PortalError } from '#lib/errors.ts';
import { allDrivers, type CatalogueDriver } from './all-drivers.ts';

/** Whether it came with the portal or was installed later. @throws PortalError NOT_FOUND */
export async function getDriver(name: string, version: string): Promise<Driver> {
  return (await getCatalogueDriver(name, version)).driver;
}

/** @throws PortalError NOT_FOUND */
export async function getCatalogueDriver(name: string, version: string): Promise<CatalogueDriver> {
  const [found] = await allDrivers({ name, version });
  if (found) return found;
  throw new PortalError({
    code: 'NOT_FOUND',
    userMessage: `This portal has no driver ${name} in version ${version}. Choose another one.`,
  });
}
