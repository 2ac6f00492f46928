import { parseHot } from './hot-yaml.ts';
import { type DriverManifest, driverManifestSchema } from './manifest.ts';
import { weighValue } from './weigh-value.ts';

type YamlMap = Record<string, unknown>;

/**
 * `driver.yaml`. With `extends: common/manifests/kubernetes.yaml` it is laid over that file: maps are merged (null takes
 * a key away), lists are replaced, and labels are merged by their key.
 * @param files those of the driver, drivers/common among them
 * @throws Error that says what is wrong
 */
export function readManifest(files: Readonly<Record<string, string>>): DriverManifest {
  const document = readExtended(files, 'driver.yaml');
  // Before its parts are looked at: each wrong one costs a sentence.
  weighValue(document);
  return driverManifestSchema.parse(document);
}

function readExtended(files: Readonly<Record<string, string>>, name: string): YamlMap {
  if (files[name] === undefined) throw new Error(`${name} is missing`);
  const document = parseHot(files[name]);
  if (!isMap(document)) throw new Error(`${name} is no map`);
  const { extends: base, ...own } = document;
  if (base === undefined) return own;
  if (typeof base !== 'string' || !base.startsWith('common/') || base === name) throw new Error(`${name} extends what is no file of common`);
  if (files[base] === undefined) throw new Error(`${name} extends ${base}, which is missing`);
  const under = parseHot(files[base]);
  if (!isMap(under)) throw new Error(`${name} extends ${base}, which is no map`);
  if (under.extends !== undefined) throw new Error(`${base} must not extend another file`);
  return layOver(under, own);
}

function layOver(under: YamlMap, over: YamlMap): YamlMap {
  const merged: YamlMap = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    if (value === null) delete merged[key];
    else if (isMap(below) && isMap(value)) merged[key] = layOver(below, value);
    else if (key === 'labels' && Array.isArray(below) && Array.isArray(value)) merged[key] = layLabelsOver(below, value);
    else merged[key] = value;
  }
  return merged;
}

function layLabelsOver(under: unknown[], over: unknown[]): unknown[] {
  const keyOf = (label: unknown) => (isMap(label) ? label.key : undefined);
  // The first of a key counts.
  const changes = new Map(over.toReversed().map((label) => [keyOf(label), label]));
  const known = new Set(under.map(keyOf));
  const changed = under.map((label) => {
    const change = changes.get(keyOf(label));
    return isMap(label) && isMap(change) ? layOver(label, change) : label;
  });
  return [...changed, ...over.filter((each) => !known.has(keyOf(each)))];
}

function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
