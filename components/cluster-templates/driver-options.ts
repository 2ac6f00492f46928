import type { ComboboxOption } from '#components/ui/combobox.tsx';
import type { SelectOption } from '#components/ui/select.tsx';
import { refusalOf } from '#components/wizard/cloud-options.ts';
import type { ImageChoice } from '#lib/cloud-choices/view.ts';
import type { DriverOffer } from '#lib/driver-catalogue/view.ts';
import { serverTypeTitle } from './coe-words.ts';

/** One line for each driver of an orchestrator; those that do not fit what was chosen before say why. */
export function driverOptions(drivers: readonly DriverOffer[], serverType: string, image: ImageChoice | null): ComboboxOption[] {
  const names = [...new Set(drivers.map(({ name }) => name))];
  return names.flatMap((name) => {
    const versions = drivers.filter((each) => each.name === name);
    const [first] = versions;
    if (!first) return [];
    const running = versions.filter(({ serverTypes }) => serverTypes.some((type) => type === serverType));
    const refusals = image ? running.map((each) => refusalOf(image, each)) : [];
    const refusal = refusals.every((reason) => reason !== null) ? (refusals[0] ?? null) : null;
    return [{
      value: name,
      label: first.title,
      description: first.coeVersions.join(', '),
      keywords: [first.os, first.image.osDistro],
      aside: first.status,
      disabledReason: running.length === 0 ? `It does not run on ${serverTypeTitle(serverType).toLowerCase()}.` : refusal,
    }];
  });
}

/** All versions of the chosen driver; the platform's own list takes the reason into the words. */
export function versionOptions(drivers: readonly DriverOffer[], chosen: { driverName: string; driverVersion: string; serverType: string }, image: ImageChoice | null): SelectOption[] {
  return drivers
    .filter(({ name }) => name === chosen.driverName)
    .map((driver) => {
      const reason = whyRefused(driver, chosen.serverType, image);
      const marks = [driver.status === 'released' ? null : driver.status, driver.preferred ? 'offered first' : null].filter(Boolean).join(', ');
      return {
        value: driver.version,
        label: reason ? `${driver.version}: ${reason}` : marks ? `${driver.version} (${marks})` : driver.version,
        disabled: reason !== null && driver.version !== chosen.driverVersion,
      };
    });
}

function whyRefused(driver: DriverOffer, serverType: string, image: ImageChoice | null): string | null {
  if (driver.status === 'retired') return 'retired, makes no new clusters';
  if (!driver.serverTypes.some((type) => type === serverType)) return `does not run on ${serverTypeTitle(serverType).toLowerCase()}`;
  return image ? refusalOf(image, driver) : null;
}
