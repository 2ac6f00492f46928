import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { awake, expect } from './fixtures.ts';

/** The driver of which changed versions are installed. */
export const driverName = 'k8s_debian_v1';

export interface DriverArchive {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/**
 * A number of its own for each run, so that what an earlier one has left is in nobody's way; older than the portal's
 * own, so that no wizard takes it by itself.
 */
export function uniqueVersion(minor: number): string {
  return `0.${minor}.${Math.floor(Date.now() / 1000) % 10_000_000}`;
}

/** The Debian driver under this version as an archive, after `change` has had its way with the files. */
export function packDriver(version: string, change: (folder: string) => void): DriverArchive {
  const folder = mkdtempSync(path.join(tmpdir(), 'driver-'));
  try {
    for (const each of [driverName, 'common']) cpSync(path.join('drivers', each), path.join(folder, each), { recursive: true });
    editFile(folder, `${driverName}/driver.yaml`, /^version: .*$/m, `version: ${version}`);
    change(folder);
    const buffer = execFileSync('tar', ['-C', folder, '-cz', driverName, 'common'], { maxBuffer: 10_000_000 });
    return { name: `${driverName}.tar.gz`, mimeType: 'application/gzip', buffer };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function editFile(folder: string, file: string, from: RegExp, to: string): void {
  const at = path.join(folder, file);
  const text = readFileSync(at, 'utf8');
  expect(text, file).toMatch(from);
  writeFileSync(at, text.replace(from, to));
}

/** From the page that asks for the archive. */
export async function upload(page: Page, archive: DriverArchive): Promise<void> {
  await awake(page.getByRole('button', { name: /^Choose (archive|another)$/ }));
  await page.getByLabel('Archive of the driver').setInputFiles(archive);
  await page.getByRole('button', { name: 'Check and install' }).click();
}
