import vm from 'node:vm';
import { isWithinVersions } from './accepts-image.ts';
import { checkLabels } from './check-labels.ts';
import type { DriverManifest } from './manifest.ts';

const longestPattern = 200;
/** An honest pattern takes microseconds, on a busy machine milliseconds; one that doubles with each letter would take years. */
const patternTimeoutMs = 1_000;
/** Nothing else happens in the portal meanwhile. */
const allPatternsTimeoutMs = 2_000;
const triedLength = 1024;

/** What a manifest says against itself. Pure. */
export function checkManifest(manifest: DriverManifest): string[] {
  return [...checkLabelSpecs(manifest), ...checkPatterns(manifest), ...checkPairs(manifest), ...checkProven(manifest)];
}

function checkLabelSpecs({ labels }: DriverManifest): string[] {
  const faults = twice(labels.map(({ key }) => key)).map((key) => `driver.yaml declares the label ${key} twice.`);
  const defaults = Object.fromEntries(labels.map((spec) => [spec.key, spec.default]));
  const errors = checkLabels(labels, defaults).fieldErrors;
  for (const spec of labels) {
    if (!/^[a-z][a-z0-9_]*$/.test(spec.key)) faults.push(`The label ${spec.key} has an odd name: use small letters, digits and underscores.`);
    const error = errors[`labels.${spec.key}`];
    if (error) faults.push(`The default of the label ${spec.key} is not good: ${error}`);
    if (spec.kind === 'choice' && !spec.choices?.length) faults.push(`The label ${spec.key} is a choice without choices.`);
    if (spec.choices && !spec.choices.includes(spec.default)) faults.push(`The default of the label ${spec.key} is not among its choices.`);
  }
  return faults;
}

function checkPatterns({ labels, image }: DriverManifest): string[] {
  const patterns = [
    ...labels.flatMap(({ key, pattern }) => (pattern === undefined ? [] : [[`label ${key}`, pattern] as const])),
    ...(image.namePattern === undefined ? [] : [['image name', image.namePattern] as const]),
  ];
  const faults: string[] = [];
  const tryPattern = patternTrial();
  for (const [what, pattern] of patterns) {
    if (pattern.length > longestPattern) faults.push(`The pattern of the ${what} is longer than ${longestPattern} characters.`);
    else if (!isPattern(pattern)) faults.push(`The pattern of the ${what} is no regular expression.`);
    else {
      const speed = tryPattern(pattern);
      if (speed === 'slow') faults.push(`The pattern of the ${what} could keep the portal busy for ever: it repeats what it repeats already.`);
      if (speed === 'late') faults.push('The patterns of the labels take too long to try. Make them simpler.');
      if (speed !== 'fast') break;
    }
  }
  return faults;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`) instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * Tried on texts that just fail to match, made of the pattern's own letters: they cost a bad pattern most. Says `late`
 * when the time for all is over.
 */
function patternTrial(): (pattern: string) => 'fast' | 'slow' | 'late' {
  const end = performance.now() + allPatternsTimeoutMs;
  const context = vm.createContext({ texts: [], expression: /^$/ });
  const script = new vm.Script('texts.some((text) => expression.test(text))');
  return (pattern) => {
    const left = Math.floor(end - performance.now());
    if (left <= 0) return 'late';
    const letters = [...new Set([...pattern, 'a', '0', ' ', '+', 'é'])];
    context.texts = letters.flatMap((one, index) => [one, one + (letters[index + 1] ?? 'a')]).map((part) => `${part.repeat(triedLength / part.length)}\u0000`);
    context.expression = new RegExp(`^(?:${pattern})$`);
    try {
      script.runInContext(context, { timeout: Math.min(patternTimeoutMs, left) });
      return 'fast';
    } catch {
      return left < patternTimeoutMs ? 'late' : 'slow';
    }
  };
}

function checkPairs({ testedPairs, coeVersions, containerRuntimes, image, ...manifest }: DriverManifest): string[] {
  const keys = testedPairs.map((pair) => `${pair.osVersion} with ${pair.coeVersion} and ${pair.containerRuntime}`);
  const faults = twice(keys).map((key) => `The matrix (testedPairs) holds ${key} twice.`);
  for (const [index, pair] of testedPairs.entries()) {
    const where = `The matrix (testedPairs) holds ${keys[index]}, but`;
    if (pair.result === 'refused') continue;
    if (!coeVersions.includes(pair.coeVersion)) faults.push(`${where} coeVersions does not.`);
    if (!containerRuntimes.includes(pair.containerRuntime)) faults.push(`${where} containerRuntimes does not.`);
    if (image.osVersion && !isWithinVersions(pair.osVersion, image.osVersion)) faults.push(`${where} image.osVersion leaves that version out.`);
    for (const kind of ['storageDrivers', 'networkDrivers'] as const) {
      const unknown = pair[kind]?.filter((name) => !manifest[kind].includes(name)) ?? [];
      faults.push(...unknown.map((name) => `${where} for the driver ${name}, which ${kind} does not.`));
    }
  }
  return faults;
}

function checkProven({ proven, coeVersions, testedPairs }: DriverManifest): string[] {
  const said = [...proven.booted, ...proven.renderedOnly];
  const unsaid = coeVersions.filter((version) => !said.includes(version));
  const unknown = said.filter((version) => !coeVersions.includes(version));
  const booted = new Set(testedPairs.filter(({ result }) => result === 'booted').map(({ coeVersion }) => coeVersion));
  return [
    ...unsaid.map((version) => `proven does not say whether ${version} has been booted or only rendered.`),
    ...unknown.map((version) => `proven names ${version}, which coeVersions does not.`),
    ...twice(said).map((version) => `proven names ${version} twice.`),
    ...[...booted].filter((version) => !proven.booted.includes(version)).map((version) => `The matrix (testedPairs) says that ${version} was booted, proven.booted does not.`),
  ];
}

function twice(items: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(items.filter((item) => seen.size === seen.add(item).size))];
}
