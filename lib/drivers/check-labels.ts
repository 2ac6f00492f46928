import type { FieldErrors } from '#lib/errors.ts';
import type { LabelSpec } from './manifest.ts';

export type Labels = Readonly<Record<string, string>>;

export interface LabelCheck {
  /** `labels.<key>` to one sentence. Empty when all is well. */
  fieldErrors: FieldErrors;
  /** Unknown key to the known one it was probably meant to be; only where one is near. */
  didYouMean: Readonly<Record<string, string>>;
}

/** Safe for the browser. Unknown keys are refused: a mistyped label would silently do nothing. */
export function checkLabels(specs: readonly LabelSpec[], labels: Labels): LabelCheck {
  const known = new Map(specs.map((spec) => [spec.key, spec]));
  const fieldErrors: Record<string, string> = {};
  const didYouMean: Record<string, string> = {};
  for (const [key, value] of Object.entries(labels)) {
    const spec = known.get(key);
    if (!spec) {
      const near = nearestKey(key, [...known.keys()]);
      if (near) didYouMean[key] = near;
      fieldErrors[`labels.${key}`] = near
        ? `This driver has no label “${key}”. Did you mean “${near}”?`
        : `This driver has no label “${key}”.`;
      continue;
    }
    const problem = problemOf(spec, value);
    if (problem) fieldErrors[`labels.${key}`] = problem;
  }
  return { fieldErrors, didYouMean };
}

/** The driver's defaults, under the template's labels, under the cluster's own. */
export function effectiveLabels(specs: readonly LabelSpec[], templateLabels: Labels, clusterLabels: Labels): Record<string, string> {
  const defaults = Object.fromEntries(specs.map((spec) => [spec.key, spec.default]));
  return { ...defaults, ...templateLabels, ...clusterLabels };
}

const maximumLength = 1024;

function problemOf(spec: LabelSpec, value: string): string | null {
  // The default is always good, also where it is empty ("decide for me").
  if (value === spec.default) return null;
  if (value.length > maximumLength) return `Use at most ${maximumLength} characters.`;
  if (/[\p{Cc}]/u.test(value)) return 'Use one line without control characters.';
  switch (spec.kind) {
    case 'integer':
      return integerProblem(spec, value);
    case 'boolean':
      return value === 'true' || value === 'false' ? null : 'Use true or false.';
    case 'choice':
      return spec.choices?.includes(value) ? null : `Use one of ${(spec.choices ?? []).filter(Boolean).join(', ')}.`;
    case 'cidr':
      return isIpv4Network(value) ? null : 'Use an IPv4 network such as 10.100.0.0/16.';
    case 'cidr-list':
      return value.split(',').every(isIpv4Network) ? null : 'Use IPv4 networks separated by commas, such as 10.0.0.0/8,192.0.2.0/24.';
    case 'version':
      if (spec.choices && !spec.choices.includes(value)) return `Use one of ${spec.choices.join(', ')}.`;
      return /^v\d+\.\d+\.\d+$/.test(value) ? null : 'Use a version such as v1.30.0.';
    case 'string':
      return spec.pattern && !new RegExp(`^(?:${spec.pattern})$`).test(value) ? (spec.patternHelp ?? 'This value is not understood.') : null;
  }
}

function integerProblem(spec: LabelSpec, value: string): string | null {
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = spec;
  const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= minimum && number <= maximum) return null;
  if (spec.minimum !== undefined && spec.maximum !== undefined) return `Use a whole number from ${minimum} to ${maximum}.`;
  if (spec.minimum !== undefined) return `Use a whole number of at least ${minimum}.`;
  return spec.maximum !== undefined ? `Use a whole number of at most ${maximum}.` : 'Use a whole number.';
}

/** A network address with no host bits set: Neutron refuses the others. */
export function isIpv4Network(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return false;
  const [a = 256, b = 256, c = 256, d = 256, length = 33] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255 || length > 32) return false;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return address % 2 ** (32 - length) === 0;
}

/** At most a third of the letters may differ. */
function nearestKey(wrong: string, keys: readonly string[]): string | null {
  const lower = wrong.toLowerCase().replaceAll('-', '_').slice(0, 64);
  let best: { key: string; distance: number } | null = null;
  for (const key of keys) {
    const distance = editDistance(lower, key);
    if (distance <= Math.max(2, Math.floor(key.length / 3)) && (best === null || distance < best.distance)) best = { key, distance };
  }
  return best?.key ?? null;
}

/** Levenshtein's: insertions, deletions and replacements. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
