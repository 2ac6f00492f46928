import 'server-only';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Driver } from './driver.ts';
import { readManifest } from './read-manifest.ts';

const commonFolder = 'common';

// Drivers do not change while a released portal runs; during development they do.
const holder = globalThis as { jeroboamDrivers?: Promise<Driver[]> };

/** Those of the drivers/ folder, by title. One whose manifest cannot be read is left out and told in the log. */
export function listDrivers(): Promise<Driver[]> {
  if (process.env.NODE_ENV !== 'production') return readGoodDrivers();
  holder.jeroboamDrivers ??= readGoodDrivers().catch((error: unknown) => {
    delete holder.jeroboamDrivers;
    throw error;
  });
  return holder.jeroboamDrivers;
}

async function readGoodDrivers(): Promise<Driver[]> {
  const read = await readEach(driversFolder());
  return byTitle(
    read.flatMap((result) => {
      if (result.status === 'fulfilled') return [result.value];
      logger.error({ err: result.reason as unknown }, 'a driver is left out');
      return [];
    }),
  );
}

/** What the drivers of the portal share: `common/…` to text. */
export function listCommonFiles(): Promise<Record<string, string>> {
  return readFolder(path.join(driversFolder(), commonFolder), `${commonFolder}/`);
}

function driversFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'drivers');
}

/**
 * @param root absolute path of a folder of drivers
 * @param name only the versions of this one: another's broken manifest is then in nobody's way
 * @throws PortalError MISCONFIGURED naming the folder whose manifest cannot be read
 */
export async function readDrivers(root: string, name?: string): Promise<Driver[]> {
  return byTitle(
    (await readEach(root, name)).map((result) => {
      if (result.status === 'fulfilled') return result.value;
      throw result.reason;
    }),
  );
}

async function readEach(root: string, name?: string): Promise<PromiseSettledResult<Driver>[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const common = folders.includes(commonFolder) ? await readFolder(path.join(root, commonFolder), `${commonFolder}/`) : {};
  const wanted = folders.filter((folder) => folder !== commonFolder && (name === undefined || folder.split('@')[0] === name));
  return Promise.allSettled(wanted.map((folder) => readDriver(root, folder, common)));
}

function byTitle(drivers: Driver[]): Driver[] {
  return drivers.sort((left, right) => left.manifest.title.localeCompare(right.manifest.title));
}

async function readDriver(root: string, folder: string, common: Record<string, string>): Promise<Driver> {
  const files = { ...(await readFolder(path.join(root, folder), '')), ...common };
  try {
    const manifest = readManifest(files);
    if (folder !== manifest.name && folder !== `${manifest.name}@${manifest.version}`) {
      throw new Error(`the manifest calls itself ${manifest.name} ${manifest.version}, so its folder is ${manifest.name} or ${manifest.name}@${manifest.version}`);
    }
    return { manifest, files, folder };
  } catch (error) {
    throw new PortalError({
      code: 'MISCONFIGURED',
      userMessage: `The cluster driver ${folder} cannot be read. Ask the operator of this portal.`,
      message: `drivers/${folder}/driver.yaml: ${error instanceof Error ? error.message : String(error)}`,
      cause: error,
    });
  }
}

async function readFolder(folder: string, prefix: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  const texts = await Promise.all(paths.map((file) => readFile(path.join(folder, file), 'utf8')));
  return Object.fromEntries(paths.map((file, index) => [prefix + file, texts[index] ?? '']));
}
