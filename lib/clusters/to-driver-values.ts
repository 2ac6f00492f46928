import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import type { DriverValues } from '#lib/drivers/values.ts';

type ClusterColumns = Pick<
  Cluster,
  | 'id' | 'projectId' | 'userId' | 'name' | 'stackName' | 'region' | 'masterCount' | 'nodeCount' | 'masterFlavorId' | 'flavorId'
  | 'imageId' | 'keypairId' | 'availabilityZone' | 'fixedNetworkId' | 'fixedSubnetId' | 'dockerVolumeSizeGib'
  | 'floatingIpEnabled' | 'masterLbEnabled' | 'createTimeoutMin'
> & { effectiveLabels: unknown };

/** The cluster's own values laid over its template's, as drivers know them. */
export function toDriverValues(
  cluster: ClusterColumns,
  template: ClusterTemplateView,
  authUrl: string,
  secrets: DriverValues['secrets'],
): DriverValues {
  return {
    clusterId: cluster.id,
    projectId: cluster.projectId,
    userId: cluster.userId,
    clusterName: cluster.name,
    stackName: cluster.stackName,
    coe: template.coe,
    serverType: template.serverType,
    masterCount: cluster.masterCount,
    nodeCount: cluster.nodeCount,
    masterFlavorId: cluster.masterFlavorId,
    flavorId: cluster.flavorId,
    imageId: cluster.imageId,
    keypairId: cluster.keypairId,
    availabilityZone: cluster.availabilityZone,
    externalNetworkId: template.externalNetworkId,
    fixedNetworkId: cluster.fixedNetworkId,
    fixedSubnetId: cluster.fixedSubnetId,
    networkDriver: template.networkDriver,
    volumeDriver: template.volumeDriver,
    dnsNameservers: template.dnsNameservers,
    dockerVolumeSizeGib: cluster.dockerVolumeSizeGib,
    dockerStorageDriver: template.dockerStorageDriver,
    httpProxy: template.httpProxy,
    httpsProxy: template.httpsProxy,
    noProxy: template.noProxy,
    ntpServers: template.ntpServers,
    rootCaPem: template.rootCaPem,
    insecureRegistry: template.insecureRegistry,
    containerInfraPrefix: template.containerInfraPrefix,
    registryEnabled: template.registryEnabled,
    tlsDisabled: template.tlsDisabled,
    masterLbEnabled: cluster.masterLbEnabled,
    floatingIpEnabled: cluster.floatingIpEnabled,
    apiserverPort: template.apiserverPort,
    createTimeoutMin: cluster.createTimeoutMin,
    authUrl,
    region: cluster.region,
    labels: cluster.effectiveLabels as Record<string, string>,
    secrets,
  };
}

/** Stands in where nothing is to be made yet: the review step renders with it. */
export const noSecrets: DriverValues['secrets'] = {
  caCertificatePem: '',
  caKeyPem: '',
  etcdCaCertificatePem: '',
  etcdCaKeyPem: '',
  frontProxyCaCertificatePem: '',
  frontProxyCaKeyPem: '',
  serviceAccountKeyPem: '',
  bootstrapToken: '',
  cloudCredentialSecret: '',
};
