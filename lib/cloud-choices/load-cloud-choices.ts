import 'server-only';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { listFlavorChoices } from './list-flavor-choices.ts';
import { listImageChoices } from './list-image-choices.ts';
import { listKeypairChoices } from './list-keypair-choices.ts';
import { listNetworkChoices, listSubnetChoices } from './list-network-choices.ts';
import { listVolumeTypeChoices } from './list-volume-type-choices.ts';
import { listZoneChoices } from './list-zone-choices.ts';
import type { CloudChoices } from './view.ts';

/** All lists of both wizards at once: the page waits as long as the slowest service, not for their sum. */
export async function loadCloudChoices(scope: Scope, drivers: readonly DriverManifest[]): Promise<CloudChoices> {
  const [images, flavors, keypairs, networks, subnets, zones, volumeTypes] = await Promise.all([
    listImageChoices(scope, drivers),
    listFlavorChoices(scope),
    listKeypairChoices(scope),
    listNetworkChoices(scope),
    listSubnetChoices(scope),
    listZoneChoices(scope),
    listVolumeTypeChoices(scope),
  ]);
  return {
    images,
    flavors,
    keypairs,
    networks,
    subnets,
    zones,
    volumeTypes,
    hasLoadBalancers: scope.octavia !== null,
    hasVolumes: scope.cinder !== null,
  };
}
