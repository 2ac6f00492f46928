import { createHash } from 'node:crypto';
import { PortalError } from '#lib/errors.ts';
import type { Driver } from './driver.ts';
import { flattenFiles } from './flatten-files.ts';
import { type HotTemplate, readHotTemplate } from './hot-template.ts';
import { isWanted } from './is-wanted.ts';
import type { DriverManifest } from './manifest.ts';
import { archiveFileName, packArchive } from './pack-archive.ts';
import type { DriverValues, RenderedBundle } from './values.ts';
import { weighValue } from './weigh-value.ts';

type Parameter = RenderedBundle['parameters'][string];

/**
 * The bundle that Heat gets. Pure: reads nothing but its arguments, and the same driver and values give
 * the same bundle. Resource groups are not expanded, so the size of the cluster costs nothing.
 * @throws PortalError MISCONFIGURED when the driver contradicts itself
 */
export function renderBundle(driver: Driver, values: DriverValues): RenderedBundle {
  const { manifest } = driver;
  const { template, files: all } = flattenFiles(driver);
  const hot = readHotTemplate(template);
  const fields = { ...values, derived: deriveValues(values, manifest) };
  const files = { ...all, ...packArchives(driver, fields) };
  const parameters: Record<string, Parameter> = {};
  const hiddenParameters: Record<string, string> = {};

  for (const [name, source] of Object.entries(manifest.parameters)) {
    const value = typeof source === 'string' ? toParameter(readField(fields, source)) : toJson(fields, source);
    // Absent: the template's own default stands.
    if (value === undefined) continue;
    if (isHidden(hot, name)) hiddenParameters[name] = String(value);
    else if (readsSecret(source)) throw exposed(driver, name);
    else parameters[name] = value;
  }

  const environment = {};
  return {
    driverName: manifest.name,
    driverVersion: manifest.version,
    template,
    files,
    environment,
    parameters,
    hiddenParameters,
    sha256: createHash('sha256').update(JSON.stringify([template, files, environment])).digest('hex'),
  };
}

/** User data has a limit: the nodes get the add-ons that this cluster wants, and no others. */
function packArchives(driver: Driver, fields: object): Record<string, string> {
  const { archives, parameters } = driver.manifest;
  const settings = typeof parameters.node_settings === 'object' ? parameters.node_settings : {};
  const valueOf = (key: string): unknown => {
    const setting = settings[key];
    if (setting !== undefined) return readField(fields, setting) ?? '';
    const source = parameters[key];
    return typeof source === 'string' ? (readField(fields, source) ?? undefined) : undefined;
  };
  return Object.fromEntries(Object.keys(archives).map((archive) => [archiveFileName(archive), packArchive(driver, archive, (text) => isWanted(text, valueOf))]));
}

/** What drivers need and no field says outright; manifests name these `derived.<field>`. */
export interface DerivedValues {
  /** Ends before the stack's own timeout, so that a silent node is named rather than the whole stack. */
  nodeTimeoutSeconds: number;
  userDataFormat: DriverManifest['userDataFormat'];
  /** The template's own port, else the driver's usual one. */
  apiPort: number;
  apiScheme: 'https' | 'http' | 'tcp';
  /** The first the driver names, for drivers that leave no choice. */
  containerRuntime: string;
}

const longestNodeTimeoutSeconds = 6 * 60 * 60;
const schemes: Readonly<Record<DriverManifest['access'], DerivedValues['apiScheme']>> = { kubeconfig: 'https', inventory: 'https', docker: 'tcp', none: 'http' };

export function deriveValues(values: DriverValues, manifest: DriverManifest): DerivedValues {
  const stackSeconds = values.createTimeoutMin * 60;
  return {
    nodeTimeoutSeconds: stackSeconds > 0 ? nodesShare(stackSeconds) : longestNodeTimeoutSeconds,
    userDataFormat: manifest.userDataFormat,
    apiPort: values.apiserverPort ?? manifest.apiPort,
    apiScheme: schemes[manifest.access],
    containerRuntime: manifest.containerRuntimes[0] ?? '',
  };
}

/** A node's time begins when its server is there: network, addresses and server come first. */
function nodesShare(stackSeconds: number): number {
  return Math.round(stackSeconds - Math.max(stackSeconds * 0.1, Math.min(120, stackSeconds / 2)));
}

/** @returns undefined for a field that is not there, such as a label the driver does not declare */
function readField(values: object, dotted: string): unknown {
  let value: unknown = values;
  for (const key of dotted.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function toParameter(value: unknown): Parameter | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  weighValue(value);
  return JSON.stringify(value);
}

function toJson(values: object, source: Readonly<Record<string, string>>): string {
  const map = Object.fromEntries(Object.entries(source).map(([key, field]) => [key, readField(values, field) ?? '']));
  // One field may be all labels, and named many times.
  weighValue(map);
  return JSON.stringify(map);
}

function isHidden(hot: HotTemplate, name: string): boolean {
  return hot.parameters[name]?.hidden === true;
}

function readsSecret(source: string | Readonly<Record<string, string>>): boolean {
  const fields = typeof source === 'string' ? [source] : Object.values(source);
  return fields.some((field) => field.startsWith('secrets.'));
}

function exposed(driver: Driver, parameter: string): PortalError {
  return new PortalError({
    code: 'MISCONFIGURED',
    userMessage: `The cluster driver ${driver.manifest.title} cannot be used. Ask the operator of this portal.`,
    message: `drivers/${driver.folder}: parameter ${parameter} carries a secret and is not hidden`,
  });
}
