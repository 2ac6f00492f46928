import { ZodError } from 'zod';
import { isPortalError } from '#lib/errors.ts';
import { checkManifest } from './check-manifest.ts';
import { checkTemplates } from './check-templates.ts';
import { countResources } from './count-resources.ts';
import type { Driver } from './driver.ts';
import { flattenFiles, type FlatFiles } from './flatten-files.ts';
import { type HotTemplate, readHotTemplate } from './hot-template.ts';
import { renderBundle } from './render-bundle.ts';
import { sampleValues } from './sample-values.ts';
import type { DriverValues } from './values.ts';

/** A driver taken apart, for the checks. */
export interface ReadDriver {
  driver: Driver;
  flat: FlatFiles;
  /** The main template. */
  hot: HotTemplate;
  /** The main and the nested templates by name. */
  templates: ReadonlyMap<string, HotTemplate>;
}

const shortestReadme = 200;

/**
 * What is wrong with a driver, in plain sentences; none when all is well. Pure, and made for what strangers
 * wrote: it throws nothing. shellcheck, cloud-init and Heat itself are asked elsewhere (drivers/README.md).
 */
export function checkDriver(driver: Driver): string[] {
  const faults: string[] = [];
  const read = readDriver(driver, faults);
  if ((driver.files['README.md']?.length ?? 0) < shortestReadme) faults.push(`README.md is missing or says too little: it needs ${shortestReadme} characters.`);
  faults.push(...checkManifest(driver.manifest));
  if (!read) return faults;
  faults.push(...attempt('the templates', () => checkTemplates(read)));
  faults.push(...checkFragments(read));
  // What cannot be read or mapped cannot be rendered: one cause, one sentence.
  if (faults.length === 0) faults.push(...checkRendering(driver));
  return faults;
}

function readDriver(driver: Driver, faults: string[]): ReadDriver | null {
  let flat: FlatFiles;
  try {
    flat = flattenFiles(driver);
  } catch (error) {
    faults.push(`${firstLine(reasonOf(error).replace(`drivers/${driver.folder}: `, ''))}.`);
    return null;
  }
  const main = driver.manifest.templateFile;
  const templates = new Map<string, HotTemplate>();
  for (const [name, text] of [[main, flat.template] as const, ...flat.nested.map((name) => [name, flat.files[name] ?? ''] as const)]) {
    try {
      templates.set(name, readHotTemplate(text));
    } catch (error) {
      faults.push(`${flat.sources[name] ?? name} is no HOT: ${firstLine(reasonOf(error))}`);
    }
  }
  const hot = templates.get(main);
  return hot && templates.size === flat.nested.length + 1 ? { driver, flat, hot, templates } : null;
}

function checkFragments({ driver, flat }: ReadDriver): string[] {
  const archived = Object.values(driver.manifest.archives).flatMap((entries) => Object.values(entries));
  return [...new Set([...Object.values(flat.sources), ...archived])]
    .filter((file) => file.endsWith('.sh'))
    .flatMap((file) => {
      const text = driver.files[file] ?? '';
      return [
        ...(text.startsWith('#!/bin/sh\n') ? [] : [`${file} does not begin with #!/bin/sh.`]),
        // Heat takes multipart pieces apart without undoing the base64 that other letters would cause.
        ...(/^[\x00-\x7f]*$/.test(text) ? [] : [`${file} holds other letters than ASCII.`]),
        ...(text.includes('\r') ? [`${file} has line ends of Windows.`] : []),
      ];
    });
}

/** Small and large, with and without what may be left out: each must render, and be counted. */
function checkRendering(driver: Driver): string[] {
  const { masterCounts } = driver.manifest;
  const shapes: Partial<DriverValues>[] = [
    { masterCount: masterCounts[0] ?? 1, nodeCount: 1 },
    { masterCount: masterCounts.at(-1) ?? 1, nodeCount: 3, masterLbEnabled: true, floatingIpEnabled: false },
    { dockerVolumeSizeGib: 10, keypairId: 'key', availabilityZone: 'nova', httpProxy: 'http://192.0.2.1:3128', rootCaPem: '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n' },
  ];
  const digests = new Set<string>();
  for (const shape of shapes) {
    const faults = attempt('rendering', () => {
      const bundle = renderBundle(driver, sampleValues(driver, shape));
      countResources(bundle);
      digests.add(bundle.sha256);
      return [];
    });
    // What takes long to count would take as long with the next.
    if (faults.length > 0) return faults;
  }
  return digests.size > 1 ? ['The files of the bundle change with the values: only parameters may.'] : [];
}

function attempt(what: string, check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [`A check of ${what} stopped: ${firstLine(reasonOf(error))}`];
  }
}

function reasonOf(error: unknown): string {
  if (isPortalError(error)) return error.message;
  if (error instanceof ZodError) return error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'the file'}: ${message}`)[0] ?? '';
  return error instanceof Error ? error.message : String(error);
}

function firstLine(text: string): string {
  return (text.split('\n').find((line) => /[a-z]/i.test(line)) ?? text).slice(0, 300);
}
