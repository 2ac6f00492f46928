import type { Cluster } from '#lib/db/generated/client.ts';
import type { ClusterStatus } from './status.ts';
import type { ClusterFailure, ClusterRow, ClusterView } from './view.ts';

type RowColumns = Pick<
  Cluster,
  | 'id' | 'name' | 'status' | 'statusReason' | 'stackId' | 'submittingUntil' | 'coe' | 'driverName'
  | 'driverVersion' | 'coeVersion' | 'templateId' | 'masterCount' | 'nodeCount' | 'projectId'
  | 'projectName' | 'userName' | 'apiAddress' | 'createdAt' | 'actionStartedAt'
> & { template: { name: string } };

/** What a list must select for {@link toClusterRow}. */
export const clusterRowSelect = {
  id: true,
  name: true,
  status: true,
  statusReason: true,
  stackId: true,
  submittingUntil: true,
  coe: true,
  driverName: true,
  driverVersion: true,
  coeVersion: true,
  templateId: true,
  masterCount: true,
  nodeCount: true,
  projectId: true,
  projectName: true,
  userName: true,
  apiAddress: true,
  createdAt: true,
  actionStartedAt: true,
  template: { select: { name: true } },
} as const;

/** Heat has not been given the cluster, and no request is at work on it. */
export function needsContinue(
  row: Pick<Cluster, 'status' | 'stackId' | 'submittingUntil'>,
  now: Date = new Date(),
): boolean {
  return (
    row.status === 'CREATE_IN_PROGRESS' &&
    row.stackId === null &&
    (row.submittingUntil === null || row.submittingUntil <= now)
  );
}

export function toClusterRow(row: RowColumns): ClusterRow {
  return {
    id: row.id,
    name: row.name,
    status: row.status as ClusterStatus,
    statusReason: row.statusReason,
    needsContinue: needsContinue(row),
    coe: row.coe,
    driverName: row.driverName,
    driverVersion: row.driverVersion,
    coeVersion: row.coeVersion,
    templateId: row.templateId,
    templateName: row.template.name,
    masterCount: row.masterCount,
    nodeCount: row.nodeCount,
    projectId: row.projectId,
    projectName: row.projectName,
    userName: row.userName,
    apiAddress: row.apiAddress,
    createdAt: row.createdAt.toISOString(),
    actionStartedAt: row.actionStartedAt.toISOString(),
  };
}

/** `row` with its template's name: `include: { template: { select: { name: true } } }`. */
export function toClusterView(row: Cluster & { template: { name: string } }): ClusterView {
  return {
    ...toClusterRow(row),
    revision: Number(row.revision),
    statusAdvice: row.statusAdvice,
    failure: row.failure as ClusterFailure | null,
    lookFailedAt: row.lookFailedAt?.toISOString() ?? null,
    lookFailedReason: row.lookFailedReason,
    masterFlavorName: row.masterFlavorName,
    flavorName: row.flavorName,
    imageName: row.imageName,
    keypairId: row.keypairId,
    availabilityZone: row.availabilityZone,
    dockerVolumeSizeGib: row.dockerVolumeSizeGib,
    floatingIpEnabled: row.floatingIpEnabled,
    masterLbEnabled: row.masterLbEnabled,
    createTimeoutMin: row.createTimeoutMin,
    labels: row.labels as Record<string, string>,
    effectiveLabels: row.effectiveLabels as Record<string, string>,
    stackName: row.stackName,
    stackId: row.stackId,
    masterAddresses: row.masterAddresses,
    nodeAddresses: row.nodeAddresses,
    region: row.region,
    userId: row.userId,
    updatedAt: row.updatedAt.toISOString(),
    actionEndedAt: row.actionEndedAt?.toISOString() ?? null,
  };
}
