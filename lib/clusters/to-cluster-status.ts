import type { ClusterStatus } from './status.ts';

const direct: readonly ClusterStatus[] = [
  'CREATE_IN_PROGRESS',
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'DELETE_FAILED',
];

/**
 * A cluster's status from its stack's. Heat knows more actions (CHECK, SUSPEND, RESUME, SNAPSHOT, ROLLBACK …) than
 * a cluster has; somebody with a command line may start any of them: all are a change of the cluster, except
 * a check that went well, which is none.
 */
export function toClusterStatus(stackStatus: string, before: ClusterStatus): ClusterStatus {
  const known = direct.find((status) => status === stackStatus);
  if (known) return known;
  if (/^(CHECK|SNAPSHOT|INIT)_/.test(stackStatus) && !stackStatus.endsWith('_FAILED')) return before;
  if (stackStatus.endsWith('_IN_PROGRESS')) return 'UPDATE_IN_PROGRESS';
  return stackStatus.endsWith('_FAILED') ? 'UPDATE_FAILED' : 'UPDATE_COMPLETE';
}
