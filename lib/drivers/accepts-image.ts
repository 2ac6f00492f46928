import type { FieldErrors } from '#lib/errors.ts';
import type { DriverManifest, TestedPair, VersionRange } from './manifest.ts';

/** What decides about an image; Glance's `Image` fits. */
export interface ImageFacts {
  name: string;
  osDistro: string | null;
  osVersion: string | null;
  minDiskGib: number;
  minRamMib: number;
}

/** Null when the driver takes the image, else one sentence that says why not. Safe for the browser. */
export function whyImageRefused(manifest: Pick<DriverManifest, 'image' | 'minFlavor'>, image: ImageFacts): string | null {
  const { osDistro, osVersion, namePattern } = manifest.image;
  if (!image.osDistro) return `The image has no property os_distro; this driver needs it to be “${osDistro}”.`;
  if (image.osDistro !== osDistro) {
    const caseOnly = image.osDistro.toLowerCase() === osDistro.toLowerCase();
    return `The image property os_distro is “${image.osDistro}”, this driver wants “${osDistro}”${caseOnly ? ' (capitals count)' : ''}.`;
  }
  if (osVersion) {
    const wanted = describeRange(osVersion);
    if (!image.osVersion) return `The image has no property os_version; this driver needs ${wanted}.`;
    if (!isWithinVersions(image.osVersion, osVersion)) {
      return `The image property os_version is “${image.osVersion}”, this driver needs ${wanted}.`;
    }
  }
  if (namePattern && !new RegExp(namePattern).test(image.name)) {
    return `The image's name does not match ${namePattern}, which this driver asks for.`;
  }
  if (manifest.image.minDiskGib !== undefined && image.minDiskGib > 0 && image.minDiskGib < manifest.image.minDiskGib) {
    return `The image is made for a disk of ${image.minDiskGib} GiB, this driver needs at least ${manifest.image.minDiskGib} GiB.`;
  }
  return null;
}

/** Versions of the orchestrator that are known not to run on the image, with no runtime. Safe for the browser. */
export function refusedPairs({ testedPairs }: Pick<DriverManifest, 'testedPairs'>, image: Pick<ImageFacts, 'osVersion'>): TestedPair[] {
  const ofImage = testedPairs.filter(({ osVersion }) => osVersion === image.osVersion);
  const runs = new Set(ofImage.filter(({ result }) => result !== 'refused').map(({ coeVersion }) => coeVersion));
  return ofImage.filter(({ result, coeVersion }) => result === 'refused' && !runs.has(coeVersion));
}

/** One sentence at each label that asks for such a version. */
export function versionErrors(manifest: Pick<DriverManifest, 'testedPairs' | 'labels'>, image: Pick<ImageFacts, 'name' | 'osVersion'>, labels: Readonly<Record<string, string>>): FieldErrors {
  const refused = new Map(refusedPairs(manifest, image).map((pair) => [pair.coeVersion, pair]));
  return Object.fromEntries(
    manifest.labels.flatMap(({ key, kind, default: preset }) => {
      const pair = kind === 'version' ? refused.get(labels[key] ?? preset) : undefined;
      return pair ? [[`labels.${key}`, `${pair.coeVersion} does not run on the image ${image.name}.${pair.note ? ` ${pair.note}` : ''}`]] : [];
    }),
  );
}

/** @param version dotted numbers, with or without a `v` before them */
export function isWithinVersions(version: string, { from, to }: VersionRange): boolean {
  const plain = version.replace(/^v/, '');
  if (!/^\d/.test(plain)) return false;
  return (from === undefined || comparePrefix(plain, from) >= 0) && (to === undefined || comparePrefix(plain, to) <= 0);
}

function describeRange({ from, to }: VersionRange): string {
  if (from === to) return `version ${from}`;
  if (from !== undefined && to !== undefined) return `version ${from} to ${to}`;
  return from !== undefined ? `version ${from} or newer` : `version ${to} or older`;
}

/** As many parts as the bound has: 12.4 lies within "to 12". */
function comparePrefix(version: string, bound: string): number {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [index, wanted] of bound.replace(/^v/, '').split('.').map(Number).entries()) {
    const difference = (parts[index] ?? 0) - wanted;
    if (difference !== 0 || Number.isNaN(difference)) return Number.isNaN(difference) ? -1 : difference;
  }
  return 0;
}
