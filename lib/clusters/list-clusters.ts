import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import type { Prisma } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { containsText, readClusterPage, whereState } from './cluster-page.ts';
import type { ClusterFilter, Page } from './schema.ts';
import type { ListedCluster } from './view.ts';

/** One page of the project's clusters, from the database alone. */
export async function listClusters(scope: Scope, filter: ClusterFilter): Promise<Page<ListedCluster>> {
  requireAbility(scope, 'cluster:read');
  const conditions: Prisma.ClusterWhereInput[] = [{ projectId: scope.projectId }];
  if (filter.q) conditions.push({ name: containsText(filter.q) });
  if (filter.state) conditions.push(whereState(filter.state));
  if (filter.templateId) conditions.push({ templateId: filter.templateId });
  return readClusterPage({ ...filter, where: { AND: conditions } });
}
