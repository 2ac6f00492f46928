import 'server-only';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** What the installed drivers say of themselves, without their files: enough for every picker. */
export async function listDriverManifests(): Promise<DriverManifest[]> {
  return (await listDrivers()).map(({ manifest }) => manifest);
}
