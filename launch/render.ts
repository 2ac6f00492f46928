import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeThrowAwaySecrets } from '#lib/certificates/make-throw-away-secrets.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { parseHot, writeHot } from '#lib/drivers/hot-yaml.ts';
import { readDrivers } from '#lib/drivers/list-drivers.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import { renderValuesSchema, toRenderedValues } from '#lib/drivers/render-values.ts';

/**
 * `npm run render -- --driver NAME[@VERSION] --values FILE --out DIR [--drivers FOLDER]`: what Heat would
 * get, as files, with neither cloud nor database.
 */
const usage = 'npm run render -- --driver NAME[@VERSION] --values FILE --out DIR [--drivers FOLDER]';
const secretMode = 0o600;

try {
  const { values } = parseArgs({
    options: { driver: { type: 'string' }, values: { type: 'string' }, out: { type: 'string' }, drivers: { type: 'string', default: 'drivers' } },
  });
  if (!values.driver || !values.values || !values.out) throw new Error(`Say which driver, which values and where to:\n${usage}`);
  await render({ driver: values.driver, values: values.values, out: values.out, drivers: values.drivers });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function render(options: { driver: string; values: string; out: string; drivers: string }): Promise<void> {
  const [name = '', version] = options.driver.split('@');
  const driver = chooseDriver(await readDrivers(path.resolve(options.drivers), name), name, version);
  const given = renderValuesSchema.safeParse(parseHot(await readFile(options.values, 'utf8')));
  if (!given.success) {
    throw new Error(given.error.issues.map((issue) => `${options.values}: ${issue.path.join('.') || 'the file'}: ${issue.message}`).join('\n'));
  }
  const bundle = renderBundle(driver, toRenderedValues(driver, given.data, await makeThrowAwaySecrets()));
  const template = path.posix.basename(driver.manifest.templateFile);

  await requireEmpty(options.out);
  const files = path.join(options.out, 'files');
  await mkdir(files, { recursive: true });
  for (const [name, text] of Object.entries({ ...bundle.files, [template]: bundle.template })) await writeFile(path.join(files, name), text);
  await writeFile(path.join(options.out, 'environment.yaml'), writeHot(bundle.environment));
  await writeSecret(path.join(options.out, 'parameters.json'), bundle.parameters);
  await writeSecret(path.join(options.out, 'secret-parameters.json'), bundle.hiddenParameters);

  const ownSecrets = Object.keys(given.data.secrets);
  const lines = [
    `${driver.manifest.name} ${driver.manifest.version}: ${Object.keys(bundle.files).length + 1} files, digest ${bundle.sha256}`,
    `Secret: ${Object.keys(bundle.hiddenParameters).join(', ')} (secret-parameters.json; ${ownSecrets.length > 0 ? `given: ${ownSecrets.join(', ')}; the rest ` : ''}made for this rendering)`,
    `openstack stack create NAME -t ${path.join(files, template)} -e ${['environment.yaml', 'parameters.json', 'secret-parameters.json'].map((name) => path.join(options.out, name)).join(' -e ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Without a version: the only one there is. */
function chooseDriver(drivers: readonly Driver[], name: string, version: string | undefined): Driver {
  const found = drivers.filter(({ manifest }) => version === undefined || manifest.version === version);
  if (found.length === 1 && found[0]) return found[0];
  const known = drivers.map(({ manifest }) => manifest.version).join(', ');
  if (found.length > 1) throw new Error(`There are several versions of ${name}. Say which, as ${name}@VERSION: ${known}`);
  throw new Error(known ? `There is no version ${version} of ${name}. There are: ${known}` : `There is no driver ${name}.`);
}

/** What is left of an earlier rendering would look like part of this one. */
async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length > 0) throw new Error(`${folder} is not empty.`);
}

async function writeSecret(file: string, parameters: object): Promise<void> {
  await writeFile(file, `${JSON.stringify({ parameters }, null, 2)}\n`, { mode: secretMode });
  await chmod(file, secretMode);
}
