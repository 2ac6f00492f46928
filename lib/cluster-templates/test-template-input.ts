import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import type { ImageChoice } from '#lib/cloud-choices/view.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { clusterTemplateSchema, type ClusterTemplateInput } from './schema.ts';

/**
 * For operation tests and measurements: a template's values as the test cloud takes them, with Debian's driver and an
 * image of which no machine is booted.
 * @throws Error when the test cloud does not answer
 */
export async function makeTemplateInput(scope: Scope): Promise<{ input: ClusterTemplateInput; driver: Driver; images: ImageChoice[] }> {
  const driver = (await listDrivers()).find(({ manifest }) => manifest.name === 'k8s_debian_v1');
  if (!driver) throw new Error('there is no driver k8s_debian_v1');
  const { manifest } = driver;
  const { images, networks, flavors } = await loadCloudChoices(scope, [manifest]);
  if (!images.ok || !networks.ok || !flavors.ok) throw new Error('the test cloud does not answer');
  const flavorId = flavors.items.find(({ name }) => name === 'm1.medium')?.id;
  const input = clusterTemplateSchema.parse({
    name: 'plain',
    coe: manifest.coe,
    serverType: manifest.serverTypes[0],
    driverName: manifest.name,
    driverVersion: manifest.version,
    imageId: images.items.find(({ name }) => name === 'debian-12-unbooted')?.id,
    flavorId,
    masterFlavorId: flavorId,
    externalNetworkId: networks.items.find(({ external }) => external)?.id,
    networkDriver: manifest.networkDrivers[0],
    registryEnabled: false,
    tlsDisabled: false,
    masterLbEnabled: false,
    floatingIpEnabled: false,
    public: false,
    hidden: false,
  });
  return { input, driver, images: images.items };
}
