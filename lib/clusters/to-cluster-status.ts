import { clusterStatuses, type ClusterStatus } from './status.ts';

/**
 * A cluster's status from its stack's. Heat knows more actions (CHECK, SUSPEND, RESUME, SNAPSHOT, ROLLBACK …) than
 * a cluster has; somebody with a command line may start any of them: all are a change of the cluster, except
 * a check that went well, which is none. A delete that somebody else began is one, too.
 */
export function toClusterStatus(stackStatus: string, before: ClusterStatus): ClusterStatus {
  const known = clusterStatuses.find((status) => status === stackStatus);
  if (known && known !== 'DELETE_IN_PROGRESS') return known;
  if (/^(CHECK|SNAPSHOT|INIT)_/.test(stackStatus) && !stackStatus.endsWith('_FAILED')) return before;
  if (stackStatus.endsWith('_IN_PROGRESS')) return 'UPDATE_IN_PROGRESS';
  return stackStatus.endsWith('_FAILED') ? 'UPDATE_FAILED' : 'UPDATE_COMPLETE';
}
