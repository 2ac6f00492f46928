import 'server-only';
import { whyImageRefused } from '#lib/drivers/accepts-image.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, ImageChoice } from './view.ts';

/** Images the project may use, newest first; those some driver takes before the others. */
export function listImageChoices(scope: Scope, drivers: readonly DriverManifest[]): Promise<Choices<ImageChoice>> {
  return asChoices('images', async () => {
    const images = await scope.glance.listImages();
    const choices = images.map((image): ImageChoice => {
      const verdicts = drivers.map((driver) => ({
        driver: driver.name,
        version: driver.version,
        reason: whyImageRefused(driver, image),
      }));
      return {
        id: image.id,
        name: image.name,
        osDistro: image.osDistro,
        osVersion: image.osVersion,
        sizeBytes: image.sizeBytes,
        minDiskGib: image.minDiskGib,
        minRamMib: image.minRamMib,
        visibility: image.visibility,
        createdAt: image.createdAt.toISOString(),
        acceptedBy: verdicts.flatMap(({ driver, version, reason }) => (reason === null ? [{ driver, version }] : [])),
        refusals: verdicts.flatMap(({ driver, version, reason }) => (reason === null ? [] : [{ driver, version, reason }])),
      };
    });
    return choices.sort((one, other) => Number(other.acceptedBy.length > 0) - Number(one.acceptedBy.length > 0));
  });
}
