import 'server-only';
import type { Prisma } from '#lib/db/client.ts';
import { type Clock, systemClock } from '#lib/clock.ts';
import { type FieldErrors, PortalError, isPortalError } from '#lib/errors.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { checkAgainstCloud } from './check-against-cloud.ts';
import { whyCertificatesRefused } from './check-certificates.ts';
import { driverRuleErrors } from './check-driver-rules.ts';
import { knownLabelErrors } from './known-label-errors.ts';
import type { ClusterTemplateInput } from './schema.ts';

type TemplateColumns = Omit<
  Prisma.ClusterTemplateUncheckedCreateInput,
  'id' | 'projectId' | 'projectName' | 'userId' | 'userName' | 'createdAt' | 'updatedAt' | 'clusters'
>;

/**
 * All that must hold before a template is stored, beyond its schema: the driver's rules, its label types,
 * readable certificates, and the cloud itself.
 * @throws INVALID_INPUT with one sentence for each field
 */
export async function prepareTemplate(
  scope: Scope,
  input: ClusterTemplateInput,
  options: { keptKeypairId?: string | null; clock?: Clock } = {},
): Promise<TemplateColumns> {
  const manifest = await findManifest(input);
  const own = {
    ...driverRuleErrors(manifest, input),
    ...knownLabelErrors(manifest.labels, input.labels),
    ...certificateErrors(input, options.clock ?? systemClock),
  };
  const cloud = await checkAgainstCloud(scope, manifest, input, options.keptKeypairId);
  if (!cloud.ok || Object.keys(own).length > 0) refuse({ ...(cloud.ok ? {} : cloud.fieldErrors), ...own });
  return { ...columnsOf(input), ...cloud.names };
}

export function refuse(fieldErrors: FieldErrors): never {
  const count = Object.keys(fieldErrors).length;
  throw new PortalError({
    code: 'INVALID_INPUT',
    userMessage: count === 1 ? 'One field needs a look.' : `${count} fields need a look.`,
    message: `template refused: ${Object.keys(fieldErrors).join(', ')}`,
    fieldErrors,
  });
}

async function findManifest(input: ClusterTemplateInput): Promise<DriverManifest> {
  try {
    return (await getDriver(input.driverName, input.driverVersion)).manifest;
  } catch (error) {
    if (!isPortalError(error, 'NOT_FOUND')) throw error;
    return refuse({ driverName: 'This driver is not installed. Choose another.' });
  }
}

function certificateErrors(input: ClusterTemplateInput, clock: Clock): FieldErrors {
  const reason = input.rootCaPem && whyCertificatesRefused(input.rootCaPem, clock.now());
  return reason ? { rootCaPem: reason } : {};
}

/** Field by field: an input may carry more than the columns (an id, a time). */
function columnsOf(input: ClusterTemplateInput): Omit<TemplateColumns, 'imageName' | 'clusterDistro' | 'flavorName' | 'masterFlavorName' | 'externalNetworkName'> {
  return {
    name: input.name,
    description: input.description,
    coe: input.coe,
    serverType: input.serverType,
    driverName: input.driverName,
    driverVersion: input.driverVersion,
    imageId: input.imageId,
    flavorId: input.flavorId,
    masterFlavorId: input.masterFlavorId,
    keypairId: input.keypairId,
    externalNetworkId: input.externalNetworkId,
    fixedNetworkId: input.fixedNetworkId,
    fixedSubnetId: input.fixedSubnetId,
    networkDriver: input.networkDriver,
    volumeDriver: input.volumeDriver,
    dnsNameservers: input.dnsNameservers,
    dockerVolumeSizeGib: input.dockerVolumeSizeGib,
    dockerStorageDriver: input.dockerStorageDriver,
    httpProxy: input.httpProxy,
    httpsProxy: input.httpsProxy,
    noProxy: input.noProxy,
    ntpServers: input.ntpServers,
    rootCaPem: input.rootCaPem,
    insecureRegistry: input.insecureRegistry,
    containerInfraPrefix: input.containerInfraPrefix,
    registryEnabled: input.registryEnabled,
    tlsDisabled: input.tlsDisabled,
    masterLbEnabled: input.masterLbEnabled,
    floatingIpEnabled: input.floatingIpEnabled,
    apiserverPort: input.apiserverPort,
    public: input.public,
    hidden: input.hidden,
    tags: input.tags,
    labels: input.labels,
  };
}
