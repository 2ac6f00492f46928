import 'server-only';
import { randomBytes } from 'node:crypto';
import { whyFlavorRefused } from '#lib/cloud-choices/accepts-flavor.ts';
import { whyImageRefused } from '#lib/drivers/accepts-image.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import { sampleValues } from '#lib/drivers/sample-values.ts';
import type { DriverValues } from '#lib/drivers/values.ts';
import { isPortalError, PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';

/**
 * What Heat has against a driver: it expands a small and a large sample cluster with all nested templates, on an
 * image, a flavor and a network of the project, and makes nothing.
 * @returns one sentence for each fault; none when Heat takes it
 * @throws INVALID_STATE when the project has nothing to try it with; what the services throw that cannot be asked
 */
export async function askHeat(scope: Scope, driver: Driver): Promise<string[]> {
  const faults = new Set<string>();
  for (const values of await sampleClusters(scope, driver)) {
    const bundle = renderBundle(driver, sampleValues(driver, values));
    try {
      await scope.heat.previewStack({ ...bundle, parameters: { ...bundle.parameters, ...bundle.hiddenParameters }, name: `driver-check-${randomBytes(4).toString('hex')}` });
    } catch (error) {
      if (!isPortalError(error, 'INVALID_INPUT')) throw error;
      faults.add(error.userMessage);
    }
  }
  return [...faults];
}

async function sampleClusters(scope: Scope, driver: Driver): Promise<Partial<DriverValues>[]> {
  const { manifest } = driver;
  const [images, flavors, networks] = await Promise.all([scope.glance.listImages(), scope.nova.listFlavors(), scope.neutron.listNetworks()]);
  const image = images.find((each) => whyImageRefused(manifest, each) === null) ?? images[0];
  const flavor = flavors.find((each) => whyFlavorRefused(each, manifest, image ?? null, 'vm') === null) ?? flavors[0];
  const external = networks.find((each) => each.external);
  if (!image || !flavor || !external) {
    throw new PortalError({ code: 'INVALID_STATE', userMessage: 'Heat cannot try the driver here: this project sees no image, no flavor or no external network. Switch to another project.' });
  }
  const on = { imageId: image.id, flavorId: flavor.id, masterFlavorId: flavor.id, externalNetworkId: external.id };
  return [
    { ...on, masterCount: manifest.masterCounts[0] ?? 1 },
    { ...on, masterCount: manifest.masterCounts.at(-1) ?? 1, nodeCount: 2, masterLbEnabled: scope.octavia !== null, floatingIpEnabled: false },
  ];
}
