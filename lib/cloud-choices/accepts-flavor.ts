import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { FlavorChoice, ImageChoice } from './view.ts';

type Needs = Pick<DriverManifest, 'minFlavor' | 'image' | 'title'>;

/**
 * Null when servers of this flavor can carry a node made from this image, else the sentence for the picker.
 * A flavor without a disk takes the image's own size, so only its disk is not compared.
 */
export function whyFlavorRefused(
  flavor: Pick<FlavorChoice, 'vcpus' | 'ramMib' | 'diskGib' | 'serverTypes'>,
  driver: Needs | null,
  image: Pick<ImageChoice, 'minDiskGib' | 'minRamMib'> | null,
  serverType: string,
): string | null {
  if (!flavor.serverTypes.some((type) => type === serverType)) {
    return serverType === 'bm'
      ? 'For virtual machines: it names no resource class or trait (CUSTOM_…) of bare-metal machines.'
      : 'For bare-metal machines: it asks for no virtual processor.';
  }
  const vcpus = driver?.minFlavor.vcpus ?? 1;
  const ramMib = Math.max(driver?.minFlavor.ramMib ?? 0, driver?.image.minRamMib ?? 0, image?.minRamMib ?? 0);
  const diskGib = Math.max(driver?.image.minDiskGib ?? 0, image?.minDiskGib ?? 0);
  if (flavor.vcpus < vcpus) return `Too small: nodes need ${vcpus} vCPU, it has ${flavor.vcpus}.`;
  if (flavor.ramMib < ramMib) return `Too small: nodes need ${gib(ramMib)} of RAM, it has ${gib(flavor.ramMib)}.`;
  if (flavor.diskGib > 0 && flavor.diskGib < diskGib) {
    return `Too small: the image needs ${diskGib} GiB of disk, it has ${flavor.diskGib} GiB.`;
  }
  return null;
}

/** "512 MiB", "1.5 GiB", "4 GiB" */
export function gib(mib: number): string {
  return mib < 1024 ? `${mib} MiB` : `${Math.round((mib / 1024) * 10) / 10} GiB`;
}
