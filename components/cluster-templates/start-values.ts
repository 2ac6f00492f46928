import { isTakenBy, itemsOf } from '#components/wizard/cloud-options.ts';
import { whyFlavorRefused } from '#lib/cloud-choices/accepts-flavor.ts';
import type { CloudChoices, ImageChoice } from '#lib/cloud-choices/view.ts';
import { coes } from '#lib/cluster-templates/schema.ts';
import { emptyFormValues, type ClusterTemplateFormValues } from '#lib/cluster-templates/form-values.ts';
import type { DriverOffer } from '#lib/driver-catalogue/view.ts';
import { whyDriverUnfit } from '#lib/drivers/accepts-drivers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/**
 * Drivers that may still be chosen, best first: by the state of the version that is offered first, then those that have
 * been booted; versions of one driver stay together, that one before the others.
 */
export function usableDrivers(drivers: readonly DriverOffer[]): DriverOffer[] {
  const rank = { released: 0, beta: 1, deprecated: 2, retired: 3 };
  const first = new Map(drivers.filter(({ preferred }) => preferred).map((driver) => [driver.name, driver]));
  const rankOf = ({ name }: DriverOffer) => {
    const offered = first.get(name);
    return offered ? 2 * rank[offered.status] + (offered.proven.booted.length > 0 ? 0 : 1) : 2 * rank.retired;
  };
  return drivers.filter(({ status }) => status !== 'retired').sort((one, other) => rankOf(one) - rankOf(other));
}

/** What a driver brings along when it is chosen. */
export function driverDefaults(driver: DriverManifest): Pick<
  ClusterTemplateFormValues,
  'driverName' | 'driverVersion' | 'coe' | 'serverType' | 'networkDriver' | 'volumeDriver' | 'dockerStorageDriver'
> {
  return {
    driverName: driver.name,
    driverVersion: driver.version,
    coe: driver.coe,
    serverType: driver.serverTypes[0] ?? 'vm',
    networkDriver: driver.networkDrivers[0] ?? '',
    volumeDriver: '',
    dockerStorageDriver: '',
  };
}

/** So good that a name is all that is missing: the newest image that fits, the smallest flavor that suffices. */
export function startValues(drivers: readonly DriverOffer[], choices: CloudChoices): ClusterTemplateFormValues {
  const images = itemsOf(choices.images);
  // Orchestrators in the order the wizard shows them: the first that an image fits.
  const usable = coes.flatMap((coe) => usableDrivers(drivers).filter((each) => each.coe === coe));
  const driver = usable.find((each) => images.some((image) => isTakenBy(image, each))) ?? usable[0];
  if (!driver) return emptyFormValues;
  const image = images.find((each) => isTakenBy(each, driver)) ?? null;
  const defaults = driverDefaults(driver);
  const flavorId = smallestFlavor(choices, driver, image, defaults.serverType);
  return {
    ...emptyFormValues,
    ...defaults,
    ...fittingDrivers({ ...emptyFormValues, ...defaults }, driver, image),
    imageId: image?.id ?? '',
    flavorId,
    masterFlavorId: flavorId,
    externalNetworkId: itemsOf(choices.networks).find(({ external }) => external)?.id ?? '',
  };
}

function smallestFlavor(choices: CloudChoices, driver: DriverManifest, image: ImageChoice | null, serverType: string): string {
  return itemsOf(choices.flavors).find((flavor) => whyFlavorRefused(flavor, driver, image, serverType) === null)?.id ?? '';
}

/** The chosen flavors where the driver takes them, else the smallest that suffices. */
export function fittingFlavors(
  values: Pick<ClusterTemplateFormValues, 'serverType' | 'flavorId' | 'masterFlavorId'>,
  choices: CloudChoices,
  driver: DriverManifest,
  image: ImageChoice | null,
): Pick<ClusterTemplateFormValues, 'flavorId' | 'masterFlavorId'> {
  const fits = (id: string) => itemsOf(choices.flavors).some((flavor) => flavor.id === id && whyFlavorRefused(flavor, driver, image, values.serverType) === null);
  const smallest = smallestFlavor(choices, driver, image, values.serverType);
  return {
    flavorId: fits(values.flavorId) ? values.flavorId : smallest,
    masterFlavorId: fits(values.masterFlavorId) ? values.masterFlavorId : smallest,
  };
}

/** The chosen network and storage driver where they fit, else the first that does and the driver's own choice. */
export function fittingDrivers(
  { networkDriver, dockerStorageDriver, labels }: Pick<ClusterTemplateFormValues, 'networkDriver' | 'dockerStorageDriver' | 'labels'>,
  driver: DriverManifest,
  image: ImageChoice | null,
): Pick<ClusterTemplateFormValues, 'networkDriver' | 'dockerStorageDriver'> {
  const fitting = (kind: 'networkDrivers' | 'storageDrivers') =>
    driver[kind].filter((name) => !image || whyDriverUnfit({ manifest: driver, image, labels }, kind, name) === null);
  const networkDrivers = fitting('networkDrivers');
  return {
    networkDriver: networkDrivers.includes(networkDriver) ? networkDriver : (networkDrivers[0] ?? ''),
    dockerStorageDriver: fitting('storageDrivers').includes(dockerStorageDriver) ? dockerStorageDriver : '',
  };
}
