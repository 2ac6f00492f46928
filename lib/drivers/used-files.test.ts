import path from 'node:path';
import { expect, test } from 'vitest';
import { flattenFiles } from './flatten-files.ts';
import { readDrivers } from './list-drivers.ts';
import { readManifest } from './read-manifest.ts';
import { usedFiles } from './used-files.ts';

const drivers = await readDrivers(path.resolve('drivers'));

test.each(drivers.map((driver) => [driver.folder, driver] as const))('%s is whole with the files it uses alone', (_folder, driver) => {
  const files = usedFiles(driver);
  const manifest = readManifest(files);
  expect(manifest).toEqual(driver.manifest);
  expect(flattenFiles({ ...driver, manifest, files })).toEqual(flattenFiles(driver));
  expect(Object.keys(files).length).toBeLessThan(Object.keys(driver.files).length);
});
