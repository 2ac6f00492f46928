import 'server-only';
import { whyFlavorRefused } from '#lib/cloud-choices/accepts-flavor.ts';
import type { FieldErrors } from '#lib/errors.ts';
import { driverErrors } from '#lib/drivers/accepts-drivers.ts';
import { versionErrors, whyImageRefused } from '#lib/drivers/accepts-image.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import type { ClusterTemplateInput } from './schema.ts';

/** Names the cloud gives to the ids of a template; stored beside them, so that pages need not ask again. */
export interface ResolvedNames {
  imageName: string;
  clusterDistro: string;
  flavorName: string;
  masterFlavorName: string;
  externalNetworkName: string;
}

export type CloudCheck = { ok: true; names: ResolvedNames } | { ok: false; fieldErrors: FieldErrors };

type Holdings = Awaited<ReturnType<typeof readHoldings>>;

/**
 * Looks with the user's own rights whether everything the template names exists and fits together.
 * Throws what the services throw when they cannot be asked.
 * @param keptKeypairId a keypair that another member chose earlier: it is in that member's list, not in this one's
 */
export async function checkAgainstCloud(
  scope: Scope,
  manifest: DriverManifest,
  input: ClusterTemplateInput,
  keptKeypairId: string | null = null,
): Promise<CloudCheck> {
  const holdings = await readHoldings(scope, input, keptKeypairId);
  const image = holdings.images.find(({ id }) => id === input.imageId);
  const flavor = holdings.flavors.find(({ id }) => id === input.flavorId);
  const masterFlavor = holdings.flavors.find(({ id }) => id === input.masterFlavorId);
  const external = holdings.networks.find(({ id }) => id === input.externalNetworkId);

  const small = (found: Holdings['flavors'][number] | undefined) =>
    found ? whyFlavorRefused(found, manifest, image ?? null, input.serverType) : 'This flavor does not exist, or your project may not use it.';
  const errors: Record<string, string | null> = {
    imageId: image ? whyImageRefused(manifest, image) : 'This image does not exist, or your project may not use it.',
    flavorId: small(flavor),
    masterFlavorId: small(masterFlavor),
    externalNetworkId: !external
      ? 'This network does not exist, or your project may not see it.'
      : external.external ? null : 'This network is not external. Choose one that leads out of the cloud.',
    ...(image ? { ...versionErrors(manifest, image, input.labels), ...driverErrors({ manifest, image, labels: input.labels }, input) } : {}),
    ...fixedNetworkErrors(input, holdings),
    keypairId: holdings.keypairNames && input.keypairId && !holdings.keypairNames.has(input.keypairId) ? 'You have no keypair of this name.' : null,
    masterLbEnabled: input.masterLbEnabled && !scope.octavia ? 'This region has no load balancer service. Turn it off.' : null,
    dockerVolumeSizeGib: input.dockerVolumeSizeGib !== null && !scope.cinder ? 'This region has no block storage. Leave it empty.' : null,
    volumeDriver: input.volumeDriver === 'cinder' && !scope.cinder ? 'This region has no block storage. Choose none.' : null,
  };
  const fieldErrors = Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  if (Object.keys(fieldErrors).length > 0 || !image || !flavor || !masterFlavor || !external) return { ok: false, fieldErrors };
  return {
    ok: true,
    names: {
      imageName: image.name,
      clusterDistro: image.osDistro ?? '',
      flavorName: flavor.name,
      masterFlavorName: masterFlavor.name,
      externalNetworkName: external.name,
    },
  };
}

async function readHoldings(scope: Scope, input: ClusterTemplateInput, keptKeypairId: string | null) {
  const [images, flavors, networks, subnets, keypairs] = await Promise.all([
    scope.glance.listImages(),
    scope.nova.listFlavors(),
    scope.neutron.listNetworks(),
    input.fixedSubnetId ? scope.neutron.listSubnets() : [],
    input.keypairId && input.keypairId !== keptKeypairId ? scope.nova.listKeypairs() : null,
  ]);
  return { images, flavors, networks, subnets, keypairNames: keypairs && new Set(keypairs.map(({ name }) => name)) };
}

function fixedNetworkErrors(input: ClusterTemplateInput, { networks, subnets }: Holdings): Record<string, string | null> {
  const network = networks.find(({ id }) => id === input.fixedNetworkId);
  const subnet = subnets.find(({ id }) => id === input.fixedSubnetId);
  return {
    fixedNetworkId:
      input.fixedNetworkId === null ? null
      : !network ? 'This network does not exist, or your project may not see it.'
      : network.external ? 'This network is external. Choose one of the project.'
      : null,
    fixedSubnetId:
      input.fixedSubnetId === null ? null
      : !subnet ? 'This subnet does not exist, or your project may not see it.'
      : subnet.networkId !== input.fixedNetworkId ? 'This subnet belongs to another network.'
      : null,
  };
}
