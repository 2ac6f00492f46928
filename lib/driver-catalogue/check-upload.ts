import { ZodError } from 'zod';
import { checkDriver } from '#lib/drivers/check-driver.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { readManifest } from '#lib/drivers/read-manifest.ts';
import { usedFiles } from '#lib/drivers/used-files.ts';

export type CheckedUpload = { ok: true; driver: Driver } | { ok: false; faults: string[] };

/**
 * The files of a driver, made whole and checked as the portal's own are. What it takes of `common/` and does not
 * bring along comes from the portal, and stays as it is now. Pure; throws nothing.
 */
export function checkUpload(files: Readonly<Record<string, string>>, common: Readonly<Record<string, string>>): CheckedUpload {
  const all = { ...common, ...files };
  let driver: Driver;
  try {
    const manifest = readManifest(all);
    driver = { manifest, files: all, folder: `${manifest.name}@${manifest.version}` };
  } catch (error) {
    return { ok: false, faults: manifestFaults(error) };
  }
  const faults = checkDriver(driver);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, driver: { ...driver, files: usedFiles(driver) } };
}

function manifestFaults(error: unknown): string[] {
  if (error instanceof ZodError) return error.issues.map(({ path, message }) => `driver.yaml: ${path.map(String).join('.') || 'the file'}: ${message}`);
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return [`driver.yaml: ${line}`];
}
