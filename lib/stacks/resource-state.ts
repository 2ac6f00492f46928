import type { ShownState } from '#lib/clusters/status.ts';

/**
 * The state a screen shows for a resource's Heat status. INIT_COMPLETE is Heat's word for a resource
 * whose turn has not come yet.
 */
export function toResourceState(resource: { status: string; removed: boolean }): ShownState {
  const { status } = resource;
  if (resource.removed || status === 'DELETE_COMPLETE') return 'gone';
  if (status.endsWith('_FAILED')) return 'failed';
  if (status.endsWith('_IN_PROGRESS')) return 'working';
  if (status.startsWith('INIT_')) return 'waiting';
  return 'ready';
}

/** One state for many: a failure outshines work, work outshines waiting. */
export function joinStates(states: Iterable<ShownState>): ShownState {
  const seen = new Set(states);
  seen.delete('gone');
  if (seen.size === 0) return 'gone';
  if (seen.has('failed')) return 'failed';
  if (seen.has('working')) return 'working';
  if (seen.has('degraded')) return 'degraded';
  if (seen.has('waiting')) return seen.has('ready') ? 'working' : 'waiting';
  return 'ready';
}
