import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { findVisibleCluster } from '#lib/clusters/find-visible-cluster.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { readEvents } from './read-events.ts';
import { snapshotEventLimit } from './read-live.ts';
import type { StackEventView } from './view.ts';

/** The next older part of a cluster's events, oldest first. @throws FORBIDDEN, NOT_FOUND */
export async function readEarlierEvents(
  scope: Scope,
  { clusterId, beforeSeq }: { clusterId: string; beforeSeq: number },
): Promise<StackEventView[]> {
  requireAbility(scope, 'cluster:read');
  const cluster = await findVisibleCluster(scope, clusterId);
  return readEvents(cluster.id, { limit: snapshotEventLimit, beforeSeq });
}
