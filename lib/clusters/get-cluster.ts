import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import { toClusterView } from './to-cluster-view.ts';
import type { ClusterView } from './view.ts';

/** Administrators of the cloud see every project's clusters. @throws NOT_FOUND */
export async function getCluster(scope: Scope, clusterId: string): Promise<ClusterView> {
  requireAbility(scope, 'cluster:read');
  return toClusterView(await findVisibleCluster(scope, clusterId));
}
