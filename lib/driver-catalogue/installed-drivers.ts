import 'server-only';
import { z } from 'zod';
import { db } from '#lib/db/client.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { readManifest } from '#lib/drivers/read-manifest.ts';
import { logger } from '#lib/logger.ts';

/** A driver and how it came here. */
export interface InstalledDriver {
  driver: Driver;
  installedAt: Date;
  installedByName: string;
}

const filesSchema = z.record(z.string(), z.string());

// An installed version never changes, so its files are read once per process; which versions there are is asked each
// time. So every replica sees a new one at once.
const known = new Map<string, Driver>();

/** Those that administrators have installed, of all replicas; one that this portal can no longer read is left out. */
export async function installedDrivers(where: { name?: string; version?: string } = {}): Promise<InstalledDriver[]> {
  const rows = await db().installedDriver.findMany({
    where,
    select: { name: true, version: true, sha256: true, installedAt: true, installedByName: true },
  });
  const read = await Promise.all(
    rows.map(async (row) => {
      const driver = known.get(row.sha256) ?? (await readInstalled(row));
      return driver ? [{ driver, installedAt: row.installedAt, installedByName: row.installedByName }] : [];
    }),
  );
  return read.flat();
}

async function readInstalled({ name, version, sha256 }: { name: string; version: string; sha256: string }): Promise<Driver | null> {
  const row = await db().installedDriver.findUnique({ where: { name_version: { name, version } }, select: { files: true } });
  if (!row) return null;
  try {
    const files = filesSchema.parse(row.files);
    const driver = { manifest: readManifest(files), files, folder: `${name}@${version}` };
    known.set(sha256, driver);
    return driver;
  } catch (error) {
    logger.error({ err: error, name, version }, 'an installed driver is left out');
    return null;
  }
}
