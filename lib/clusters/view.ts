import type { NodeProgressView } from '#lib/stacks/view.ts';
import type { FileChange } from '#lib/drivers/compare-files.ts';
import type { ClusterStatus } from './status.ts';

/** One line of a list. Dates are ISO strings: views cross from server to browser. */
export interface ClusterRow {
  id: string;
  name: string;
  status: ClusterStatus;
  statusReason: string | null;
  /** Not yet accepted by Heat and nobody is submitting it: a member may continue it. */
  needsContinue: boolean;
  coe: string;
  driverName: string;
  driverVersion: string;
  coeVersion: string | null;
  templateId: string;
  templateName: string;
  masterCount: number;
  nodeCount: number;
  projectId: string;
  projectName: string;
  userName: string;
  apiAddress: string | null;
  createdAt: string;
  actionStartedAt: string;
}

/** A row of a page of clusters; `progress` of one in creation, once its nodes are known. */
export interface ListedCluster extends ClusterRow {
  progress: NodeProgressView | null;
}

export interface ClusterFailure {
  path: string;
  resourceName: string;
  resourceType: string;
  /** Heat's own words. */
  reason: string;
  at: string;
}

/** All a cluster page shows of the row itself. */
export interface ClusterView extends ClusterRow {
  revision: number;
  statusAdvice: string | null;
  failure: ClusterFailure | null;
  /** Set while the stack cannot be looked at: since when, and why. */
  lookFailedAt: string | null;
  lookFailedReason: string | null;
  masterFlavorName: string;
  flavorName: string;
  imageName: string;
  keypairId: string | null;
  availabilityZone: string | null;
  dockerVolumeSizeGib: number | null;
  floatingIpEnabled: boolean;
  masterLbEnabled: boolean;
  createTimeoutMin: number;
  labels: Record<string, string>;
  effectiveLabels: Record<string, string>;
  stackName: string;
  stackId: string | null;
  masterAddresses: string[];
  nodeAddresses: string[];
  region: string;
  userId: string;
  updatedAt: string;
  actionEndedAt: string | null;
}

/** Names of the files downloaded for the command line, beside the template's own. */
export const cliFiles = {
  environment: 'environment.yaml',
  parameters: 'parameters.yaml',
} as const;

/** A label whose value is not what it was; null where there is none. */
export interface LabelChange {
  key: string;
  from: string | null;
  to: string | null;
}

/** What moving a cluster to another version of its driver would do, by Heat's own preview. */
export interface MovePreview {
  from: string;
  to: string;
  bundleSha256: string;
  changes: { kind: 'added' | 'deleted' | 'replaced' | 'updated' | 'unchanged'; resourceName: string; resourceType: string; stackName: string }[];
  /** Servers that Heat deletes, with what is on them, to make others in their place. */
  replacedServers: number;
  deletedServers: number;
  /** Labels of the cluster or its template that the version does not know: they are left out. */
  droppedLabels: string[];
  labelChanges: LabelChange[];
  /** Difference of the bundles, file by file. */
  files: FileChange[];
}

/** A cluster and the versions it may be moved to. */
export interface MoveStart {
  cluster: { id: string; name: string; driverTitle: string; driverName: string; version: string };
  versions: { version: string; status: string; title: string; refusal: string | null }[];
  /** Why it cannot be moved at all now. */
  refusal: string | null;
}
