import 'server-only';
import { PortalError } from '#lib/errors.ts';
import type { Driver } from './driver.ts';
import { listDrivers } from './list-drivers.ts';

/** @throws PortalError NOT_FOUND */
export async function getDriver(name: string, version: string): Promise<Driver> {
  const found = (await listDrivers()).find(
    ({ manifest }) => manifest.name === name && manifest.version === version,
  );
  if (found) return found;
  throw new PortalError({
    code: 'NOT_FOUND',
    userMessage: `This portal has no driver ${name} in version ${version}. Choose another one.`,
  });
}
