import { isWithinVersions } from '#lib/drivers/accepts-image.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** The images a mirror must hold for one version of the orchestrator, each with its registry and tag. Pure. */
export function mirrorList({ mirrors }: Pick<DriverManifest, 'mirrors'>, coeVersion: string): string[] {
  const images = mirrors
    .filter((each) => each.for === undefined || isWithinVersions(coeVersion, each.for))
    .map(({ image, tag }) => `${image}:${tag.replaceAll('{coe_version}', coeVersion)}`);
  return [...new Set(images)];
}
