import type { Cluster } from '#lib/db/generated/client.ts';

/** From what a cluster can be moved to another version: at rest, and made once. */
export const movableStatuses = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_FAILED'];

/** Null when the cluster itself allows it. */
export function whyNotMovable({ name, status, stackId }: Pick<Cluster, 'name' | 'status' | 'stackId'>): string | null {
  if (movableStatuses.includes(status) && stackId !== null) return null;
  if (status.endsWith('_IN_PROGRESS')) return `${name} is being changed right now. Wait until that has come to its end.`;
  return `${name} was never made whole. Try its creation again or delete it.`;
}
