import path from 'node:path';
import { PortalError } from '#lib/errors.ts';
import type { Driver } from './driver.ts';
import { archiveFileName, packArchive } from './pack-archive.ts';

/** A driver's templates and fragments as Heat takes them: each under its bare name. */
export interface FlatFiles {
  template: string;
  /** Bare file name, as the templates now say it, to content. */
  files: Readonly<Record<string, string>>;
  /** Bare file name to the path in the driver that it comes from. */
  sources: Readonly<Record<string, string>>;
  /** Bare names of those that some `type:` names: nested templates, where the others are content. */
  nested: readonly string[];
}

// The two ways a HOT names a file. Quotes are optional; a flow mapping may end right after the name.
const reference = /(\bget_file:\s*|\btype:\s*)(['"]?)([^\s'"{}[\],]+)\2/g;

/** Five times what the portal's own drivers need; archives become part of user data, which holds 64 KiB. */
const longestTemplates = 256 * 1024;
const longestArchives = 512 * 1024;

const done = new WeakMap<Driver, FlatFiles>();

/**
 * Relative paths (`../../common/fragments/node.sh`) become bare names, so that the bundle can be laid
 * into one folder and given to the openstack command as it is; an archive of the manifest becomes a file. All else
 * of the text stays untouched.
 * @throws PortalError MISCONFIGURED for a file outside the driver and common, a missing one, or two of one name
 */
export function flattenFiles(driver: Driver): FlatFiles {
  const known = done.get(driver);
  if (known) return known;

  const sources = new Map<string, string>();
  const files: Record<string, string> = {};
  const nested = new Set<string>();
  const packed = new Map(Object.keys(driver.manifest.archives).map((archive) => [archiveFileName(archive), archive]));

  const take = (from: string, name: string): string => {
    if (packed.has(name)) {
      files[name] ??= packArchive(driver, packed.get(name) ?? '');
      return name;
    }
    const source = resolveFile(driver, from, name);
    const flat = path.posix.basename(source);
    const earlier = sources.get(flat);
    if (earlier !== undefined && earlier !== source) throw broken(driver, `${earlier} and ${source} have the same name`);
    if (earlier === undefined) {
      sources.set(flat, source);
      files[flat] = rewrite(source);
    }
    return flat;
  };

  const rewrite = (source: string): string => {
    const text = driver.files[source] ?? '';
    if (!isTemplate(source)) return text;
    return text.replace(reference, (whole, key: string, quote: string, name: string) => {
      const isType = key.startsWith('type');
      if (isType && !isTemplate(name)) return whole;
      const flat = take(source, name);
      if (isType) nested.add(flat);
      return `${key}${quote}${flat}${quote}`;
    });
  };

  const missing = Object.values(driver.manifest.archives).flatMap((entries) => Object.values(entries)).find((source) => !Object.hasOwn(driver.files, source));
  if (missing !== undefined) throw broken(driver, `an archive names ${missing}, which is missing`);
  // One file may be named many times.
  const packedLength = lengthOf(Object.values(driver.manifest.archives).flatMap((entries) => Object.values(entries)), driver.files);
  if (packedLength > longestArchives) throw broken(driver, `the archives hold more than ${longestArchives / 1024} KiB`);
  const { templateFile } = driver.manifest;
  if (!Object.hasOwn(driver.files, templateFile)) throw broken(driver, `${templateFile} is missing`);
  const template = rewrite(templateFile);
  if (template.length + lengthOf([...nested], files) > longestTemplates) throw broken(driver, `the templates hold more than ${longestTemplates / 1024} KiB`);
  const flat = { template, files: sortKeys(files), sources: Object.fromEntries(sources), nested: [...nested].sort() };
  done.set(driver, flat);
  return flat;
}

/** A path as a template writes it → a key of `driver.files`. */
function resolveFile(driver: Driver, from: string, name: string): string {
  const joined = path.posix.normalize(path.posix.join(path.posix.dirname(from), name));
  const key = joined.startsWith('../common/') ? joined.slice('../'.length) : joined;
  if (key.startsWith('..') || path.posix.isAbsolute(name)) throw broken(driver, `${from} names ${name}, outside the driver and common`);
  if (!Object.hasOwn(driver.files, key)) throw broken(driver, `${from} names ${name}, which is missing`);
  return key;
}

export function isTemplate(name: string): boolean {
  return /\.(ya?ml|template)$/.test(name);
}

function lengthOf(names: readonly string[], files: Readonly<Record<string, string>>): number {
  return names.reduce((sum, name) => sum + (files[name]?.length ?? 0), 0);
}

function sortKeys(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function broken(driver: Driver, problem: string): PortalError {
  return new PortalError({
    code: 'MISCONFIGURED',
    userMessage: `The cluster driver ${driver.manifest.title} cannot be used. Ask the operator of this portal.`,
    message: `drivers/${driver.folder}: ${problem}`,
  });
}
