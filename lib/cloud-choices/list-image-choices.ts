import 'server-only';
import { whyImageRefused } from '#lib/drivers/accepts-image.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, ImageChoice } from './view.ts';

/** Images the project may use, newest first; those some driver takes before the others, and those not there yet last. */
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
        notReady: image.status === 'active' ? null : 'It is still being uploaded. Wait until it is there.',
        acceptedBy: verdicts.flatMap(({ driver, version, reason }) => (reason === null ? [{ driver, version }] : [])),
        refusals: verdicts.flatMap(({ driver, version, reason }) => (reason === null ? [] : [{ driver, version, reason }])),
      };
    });
    const rank = ({ acceptedBy, notReady }: ImageChoice) => (acceptedBy.length === 0 ? 2 : notReady ? 1 : 0);
    return choices.sort((one, other) => rank(one) - rank(other));
  });
}
