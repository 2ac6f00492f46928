import type { FieldErrors } from '#lib/errors.ts';
import type { ImageFacts } from './accepts-image.ts';
import type { DriverManifest } from './manifest.ts';

/** An image, with the labels that say which version of the orchestrator is to run on it. */
export interface Combination {
  manifest: Pick<DriverManifest, 'testedPairs' | 'labels'>;
  image: Pick<ImageFacts, 'name' | 'osDistro' | 'osVersion'>;
  labels: Readonly<Record<string, string>>;
}

type Kind = 'storageDrivers' | 'networkDrivers';

/** Null when it fits, or when the matrix does not say; else the words behind its name in a list. Safe for the browser. */
export function whyDriverUnfit(combination: Combination, kind: Kind, name: string): string | null {
  const { osDistro, osVersion } = combination.image;
  const fit = whatFits(combination, kind);
  return !fit || fit.names.includes(name) ? null : `not with ${fit.versions} on ${osDistro} ${osVersion}`;
}

/** One sentence at each field whose driver does not fit. Safe for the browser. */
export function driverErrors(combination: Combination, chosen: { networkDriver: string; dockerStorageDriver: string | null }): FieldErrors {
  const fields = [
    ['networkDriver', 'networkDrivers', chosen.networkDriver],
    ['dockerStorageDriver', 'storageDrivers', chosen.dockerStorageDriver],
  ] as const;
  return Object.fromEntries(
    fields.flatMap(([field, kind, name]) => {
      const fit = whatFits(combination, kind);
      if (!fit || name === null || fit.names.includes(name)) return [];
      return [[field, `${name} does not work with ${fit.versions} on the image ${combination.image.name}: only ${fit.names.join(' or ')}.`]];
    }),
  );
}

/** Of several pairs (one for each runtime) all that one of them takes. A pair without a list takes whatever the driver has. */
function whatFits({ manifest, image, labels }: Combination, kind: Kind): { names: string[]; versions: string } | null {
  const asked = manifest.labels.filter((spec) => spec.kind === 'version').map(({ key, default: preset }) => labels[key] ?? preset);
  const pairs = manifest.testedPairs.filter(
    ({ osVersion, coeVersion, result }) => result !== 'refused' && osVersion === image.osVersion && (asked.length === 0 || asked.includes(coeVersion)),
  );
  const lists = pairs.map((pair) => pair[kind]);
  if (lists.length === 0 || lists.includes(undefined)) return null;
  return { names: unique(lists.flatMap((list) => list ?? [])), versions: unique(pairs.map(({ coeVersion }) => coeVersion)).join(' or ') };
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
