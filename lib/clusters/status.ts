/** Heat's spelling. A deleted cluster's row is gone; there is no DELETE_COMPLETE to see. */
export const clusterStatuses = [
  'CREATE_IN_PROGRESS',
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'DELETE_IN_PROGRESS',
  'DELETE_FAILED',
] as const;

export type ClusterStatus = (typeof clusterStatuses)[number];

export function isInProgress(status: ClusterStatus): boolean {
  return status.endsWith('_IN_PROGRESS');
}

/** The six states a screen knows, the same everywhere: icon, word and colour follow from these. */
export type ShownState = 'ready' | 'working' | 'waiting' | 'degraded' | 'failed' | 'gone';

export function toShownState(status: ClusterStatus, needsContinue: boolean): ShownState {
  if (needsContinue) return 'waiting';
  if (isInProgress(status)) return 'working';
  return status.endsWith('_FAILED') ? 'failed' : 'ready';
}
