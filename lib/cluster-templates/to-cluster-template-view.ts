import type { Prisma } from '#lib/db/client.ts';
import type { Actor } from '#lib/auth/policy.ts';
import type { ClusterTemplateRow, ClusterTemplateView } from './view.ts';

export const withClusterCount = { _count: { select: { clusters: true } } } as const;

type Counted = Prisma.ClusterTemplateGetPayload<{ include: typeof withClusterCount }>;

/** Fields of a template by name, so that a new column does not reach a screen by accident. */
export function toClusterTemplateView(row: Counted, actor: Actor): ClusterTemplateView {
  return {
    ...toClusterTemplateRow(row, actor),
    projectId: row.projectId,
    flavorId: row.flavorId,
    masterFlavorId: row.masterFlavorId,
    keypairId: row.keypairId,
    externalNetworkId: row.externalNetworkId,
    externalNetworkName: row.externalNetworkName,
    fixedNetworkId: row.fixedNetworkId,
    fixedSubnetId: row.fixedSubnetId,
    volumeDriver: row.volumeDriver,
    dnsNameservers: row.dnsNameservers,
    dockerVolumeSizeGib: row.dockerVolumeSizeGib,
    dockerStorageDriver: row.dockerStorageDriver,
    httpProxy: row.httpProxy,
    httpsProxy: row.httpsProxy,
    noProxy: row.noProxy,
    ntpServers: row.ntpServers,
    rootCaPem: row.rootCaPem,
    insecureRegistry: row.insecureRegistry,
    containerInfraPrefix: row.containerInfraPrefix,
    registryEnabled: row.registryEnabled,
    tlsDisabled: row.tlsDisabled,
    floatingIpEnabled: row.floatingIpEnabled,
    apiserverPort: row.apiserverPort,
    labels: toLabels(row.labels),
  };
}

export function toClusterTemplateRow(
  row: Pick<Counted, Exclude<keyof ClusterTemplateRow, 'own' | 'clusterCount'> | 'projectId' | '_count'>,
  actor: Actor,
): ClusterTemplateRow {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    coe: row.coe,
    serverType: row.serverType,
    driverName: row.driverName,
    driverVersion: row.driverVersion,
    imageId: row.imageId,
    imageName: row.imageName,
    clusterDistro: row.clusterDistro,
    flavorName: row.flavorName,
    masterFlavorName: row.masterFlavorName,
    networkDriver: row.networkDriver,
    masterLbEnabled: row.masterLbEnabled,
    public: row.public,
    hidden: row.hidden,
    tags: row.tags,
    own: row.projectId === actor.projectId,
    projectName: row.projectName,
    userName: row.userName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    clusterCount: row._count.clusters,
  };
}

function toLabels(stored: Prisma.JsonValue): Record<string, string> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(Object.entries(stored).map(([key, value]) => [key, String(value)]));
}
