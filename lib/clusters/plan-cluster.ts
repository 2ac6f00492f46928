import 'server-only';
import { whyFlavorRefused } from '#lib/cloud-choices/accepts-flavor.ts';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import { checkLabels, effectiveLabels } from '#lib/drivers/check-labels.ts';
import { driverErrors } from '#lib/drivers/accepts-drivers.ts';
import { versionErrors } from '#lib/drivers/accepts-image.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { isPortalError, PortalError } from '#lib/errors.ts';
import type { Flavor } from '#lib/openstack/nova/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import type { CreateClusterInput } from './schema.ts';

/** What was asked for, checked against the driver and the cloud, with the template's values filled in. */
export interface ClusterPlan {
  template: ClusterTemplateView;
  driver: Driver;
  flavors: Flavor[];
  /** The columns of the row that the user's values and the template's decide. */
  chosen: {
    name: string;
    templateId: string;
    masterCount: number;
    nodeCount: number;
    masterFlavorId: string;
    masterFlavorName: string;
    flavorId: string;
    flavorName: string;
    imageId: string;
    imageName: string;
    keypairId: string | null;
    availabilityZone: string | null;
    fixedNetworkId: string | null;
    fixedSubnetId: string | null;
    dockerVolumeSizeGib: number | null;
    floatingIpEnabled: boolean;
    masterLbEnabled: boolean;
    createTimeoutMin: number;
    labels: Record<string, string>;
    effectiveLabels: Record<string, string>;
  };
}

/** @throws INVALID_INPUT with a sentence at each field that does not stand */
export async function planCluster(scope: Scope, input: CreateClusterInput): Promise<ClusterPlan> {
  const template = await getClusterTemplate(scope, input.templateId).catch((error: unknown) => {
    if (isPortalError(error, 'NOT_FOUND')) throw invalid({ templateId: error.userMessage });
    throw error;
  });
  const [driver, flavors, image, cloudErrors] = await Promise.all([
    getDriver(template.driverName, template.driverVersion),
    scope.nova.listFlavors(),
    scope.glance.findImage(template.imageId),
    checkAgainstCloud(scope, input),
  ]);

  const { manifest } = driver;
  const errors: Record<string, string> = { ...cloudErrors };
  const masterFlavor = findFlavor(flavors, input.masterFlavorId ?? template.masterFlavorId);
  const flavor = findFlavor(flavors, input.flavorId ?? template.flavorId);
  const whyRefused = (each: Flavor) => whyFlavorRefused(each, manifest, image, template.serverType);
  const masterFlavorError = flavorError(masterFlavor, input.masterFlavorId === null, whyRefused);
  const nodeFlavorError = flavorError(flavor, input.flavorId === null, whyRefused);
  if (masterFlavorError) errors.masterFlavorId = masterFlavorError;
  if (nodeFlavorError) errors.flavorId = nodeFlavorError;
  if (manifest.status === 'retired') errors.templateId = `${manifest.title} ${manifest.version}, the driver of this template, is retired: it makes no new clusters. Choose another template.`;
  else if (!image) errors.templateId = `The image ${template.imageName} of this template is gone. Choose another template.`;
  else if (image.status !== 'active') errors.templateId = `The image ${template.imageName} is still being uploaded. Try again when it is there.`;
  if (!manifest.masterCounts.includes(input.masterCount)) {
    errors.masterCount = `This driver makes clusters of ${manifest.masterCounts.join(', ')} masters.`;
  }
  const masterLbEnabled = input.masterLbEnabled ?? template.masterLbEnabled;
  if (input.masterCount > 1 && !masterLbEnabled && !manifest.features.virtualAddress) {
    errors.masterLbEnabled = 'With this driver several masters need a load balancer before them. Switch it on, or use one master.';
  }
  if (masterLbEnabled && !scope.octavia) {
    errors.masterLbEnabled = 'This region offers no load balancers. Switch it off.';
  }
  Object.assign(errors, checkLabels(manifest.labels, input.labels).fieldErrors);
  if (image) {
    const labels = { ...template.labels, ...input.labels };
    Object.assign(errors, versionErrors(manifest, image, labels));
    const [unfit] = Object.values(driverErrors({ manifest, image, labels }, template));
    if (unfit) errors.templateId ??= `${unfit} Choose another template.`;
  }
  if (Object.keys(errors).length > 0 || !masterFlavor || !flavor) throw invalid(errors);

  return {
    template,
    driver,
    flavors,
    chosen: {
      name: input.name,
      templateId: template.id,
      masterCount: input.masterCount,
      nodeCount: input.nodeCount,
      masterFlavorId: masterFlavor.id,
      masterFlavorName: masterFlavor.name,
      flavorId: flavor.id,
      flavorName: flavor.name,
      imageId: template.imageId,
      imageName: template.imageName,
      keypairId: input.keypairId ?? template.keypairId,
      availabilityZone: input.availabilityZone,
      fixedNetworkId: input.fixedNetworkId ?? template.fixedNetworkId,
      fixedSubnetId: input.fixedNetworkId === null ? (input.fixedSubnetId ?? template.fixedSubnetId) : input.fixedSubnetId,
      dockerVolumeSizeGib: input.dockerVolumeSizeGib ?? template.dockerVolumeSizeGib,
      floatingIpEnabled: input.floatingIpEnabled ?? template.floatingIpEnabled,
      masterLbEnabled,
      createTimeoutMin: input.createTimeoutMin,
      labels: input.labels,
      effectiveLabels: effectiveLabels(manifest.labels, template.labels, input.labels),
    },
  };
}

/** Asks only for what the user has chosen apart from the template, all at once. */
async function checkAgainstCloud(scope: Scope, input: CreateClusterInput): Promise<Record<string, string>> {
  const checks: Promise<readonly [field: string, sentence: string] | null>[] = [];
  if (input.keypairId !== null) {
    checks.push(
      scope.nova.listKeypairs().then((keypairs) =>
        keypairs.some((keypair) => keypair.name === input.keypairId)
          ? null
          : (['keypairId', 'You have no key pair of this name. Choose another or import it first.'] as const),
      ),
    );
  }
  if (input.availabilityZone !== null) {
    checks.push(
      scope.nova.listAvailabilityZones().then((zones) =>
        zones.some((zone) => zone.name === input.availabilityZone && zone.available)
          ? null
          : (['availabilityZone', 'This availability zone does not exist or is not available. Choose another.'] as const),
      ),
    );
  }
  if (input.fixedNetworkId !== null) {
    checks.push(
      scope.neutron.listNetworks().then((networks) =>
        networks.some((network) => network.id === input.fixedNetworkId && !network.external)
          ? null
          : (['fixedNetworkId', 'Your project has no such network. Choose another.'] as const),
      ),
    );
  }
  if (input.fixedSubnetId !== null) {
    checks.push(
      scope.neutron.listSubnets().then((subnets) => {
        const subnet = subnets.find((candidate) => candidate.id === input.fixedSubnetId);
        if (!subnet) return ['fixedSubnetId', 'Your project has no such subnet. Choose another.'] as const;
        return input.fixedNetworkId !== null && subnet.networkId !== input.fixedNetworkId
          ? (['fixedSubnetId', 'This subnet belongs to another network. Choose one of the network above.'] as const)
          : null;
      }),
    );
  }
  const found = await Promise.all(checks);
  return Object.fromEntries(found.filter((entry) => entry !== null));
}

function findFlavor(flavors: readonly Flavor[], idOrName: string): Flavor | undefined {
  return flavors.find((flavor) => flavor.id === idOrName) ?? flavors.find((flavor) => flavor.name === idOrName);
}

function flavorError(flavor: Flavor | undefined, fromTemplate: boolean, whyRefused: (flavor: Flavor) => string | null): string | null {
  if (flavor) return whyRefused(flavor);
  return fromTemplate
    ? "The template's flavor is no longer offered by the cloud. Choose another."
    : 'The cloud offers no such flavor to your project. Choose another.';
}

function invalid(fieldErrors: Record<string, string>): PortalError {
  return new PortalError({
    code: 'INVALID_INPUT',
    userMessage: 'Some values need another look.',
    message: `cluster refused: ${Object.keys(fieldErrors).join(', ')}`,
    fieldErrors,
  });
}
