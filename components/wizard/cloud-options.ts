import type { ComboboxOption } from '#components/ui/combobox.tsx';
import { gib, whyFlavorRefused } from '#lib/cloud-choices/accepts-flavor.ts';
import type { Choices, FlavorChoice, ImageChoice, KeypairChoice, NetworkChoice, SubnetChoice, ZoneChoice } from '#lib/cloud-choices/view.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** Choices of the cloud as lines of a picker: what decides in the second line, a reason where one is refused. */

const byteUnit = 1024 ** 2;

export function itemsOf<T>(choices: Choices<T>): T[] {
  return choices.ok ? choices.items : [];
}

/** Refused when none of the given drivers takes it. */
export function imageOption(image: ImageChoice, drivers: readonly DriverManifest[]): ComboboxOption {
  const taker = drivers.find((driver) => isAccepted(image, driver));
  return {
    value: image.id,
    label: image.name || image.id,
    description: [
      image.osDistro ? `${image.osDistro} ${image.osVersion ?? ''}`.trim() : 'no os_distro',
      image.sizeBytes === null ? null : gib(Math.max(1, Math.round(image.sizeBytes / byteUnit))),
      image.minDiskGib > 0 ? `needs ${image.minDiskGib} GiB of disk` : null,
      image.visibility === 'public' ? null : image.visibility,
    ].filter(Boolean).join(' · '),
    keywords: [image.osDistro ?? '', image.osVersion ?? ''],
    group: taker ? 'Ready for clusters' : 'Not for these clusters',
    disabledReason: image.notReady ?? (taker ? null : nearestRefusal(image, drivers)),
  };
}

/** Of several drivers the reason of the one that comes nearest: that of another distribution helps nobody. */
function nearestRefusal(image: ImageChoice, drivers: readonly DriverManifest[]): string {
  const distro = image.osDistro?.toLowerCase();
  const near = drivers.find((driver) => driver.image.osDistro.toLowerCase() === distro) ?? (drivers.length === 1 || !distro ? drivers[0] : undefined);
  const wanted = [...new Set(drivers.map((driver) => driver.image.osDistro))];
  const reason = near && refusalOf(image, near);
  if (reason) return reason;
  return wanted.length === 0 ? 'No installed driver takes this image.' : `The image property os_distro is “${image.osDistro}”; drivers for this want ${wanted.map((word) => `“${word}”`).join(', ')}.`;
}

/** Null when the driver takes the image. */
export function refusalOf(image: ImageChoice, driver: Pick<DriverManifest, 'name' | 'version'>): string | null {
  return image.refusals.find(({ driver: name, version }) => name === driver.name && version === driver.version)?.reason ?? null;
}

/** Whether clusters can be made of both, now. */
export function isTakenBy(image: ImageChoice, driver: Pick<DriverManifest, 'name' | 'version'>): boolean {
  return image.notReady === null && isAccepted(image, driver);
}

function isAccepted(image: ImageChoice, driver: Pick<DriverManifest, 'name' | 'version'>): boolean {
  return image.acceptedBy.some(({ driver: name, version }) => name === driver.name && version === driver.version);
}

export function flavorOption(flavor: FlavorChoice, driver: DriverManifest | null, image: ImageChoice | null, serverType: string): ComboboxOption {
  return {
    value: flavor.id,
    label: flavor.name,
    description: flavorWords(flavor),
    aside: flavor.public ? undefined : 'private',
    keywords: [`${flavor.vcpus}vcpu`, gib(flavor.ramMib)],
    disabledReason: whyFlavorRefused(flavor, driver, image, serverType),
  };
}

/** "2 vCPU · 4 GiB RAM · 20 GiB disk" */
function flavorWords(flavor: FlavorChoice): string {
  const disk = flavor.diskGib === 0 ? 'disk of the image' : `${flavor.diskGib} GiB disk`;
  return `${flavor.vcpus} vCPU · ${gib(flavor.ramMib)} RAM · ${disk}`;
}

export function keypairOption({ name, fingerprint }: KeypairChoice): ComboboxOption {
  return { value: name, label: name, description: fingerprint };
}

export function externalNetworkOptions(networks: readonly NetworkChoice[]): ComboboxOption[] {
  return networks.filter(({ external }) => external).map(({ id, name }) => ({ value: id, label: name }));
}

export function fixedNetworkOptions(networks: readonly NetworkChoice[], subnets: readonly SubnetChoice[]): ComboboxOption[] {
  return networks
    .filter(({ external }) => !external)
    .map(({ id, name, shared }) => {
      const own = subnets.filter(({ networkId }) => networkId === id);
      return {
        value: id,
        label: name,
        description: own.map(({ cidr }) => cidr).join(', ') || 'no subnet',
        aside: shared ? 'shared' : undefined,
        disabledReason: own.length === 0 ? 'It has no subnet for the nodes.' : null,
      };
    });
}

export function subnetOptions(subnets: readonly SubnetChoice[], networkId: string | null): ComboboxOption[] {
  return subnets
    .filter((subnet) => subnet.networkId === networkId)
    .map(({ id, name, cidr, ipVersion }) => ({
      value: id,
      label: name,
      description: cidr,
      disabledReason: ipVersion === 6 ? 'Nodes need an IPv4 subnet.' : null,
    }));
}

export function zoneOption({ name, available }: ZoneChoice): ComboboxOption {
  return { value: name, label: name, disabledReason: available ? null : 'This zone is out of service.' };
}
