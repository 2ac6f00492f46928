import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import type { Prisma } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { containsText, readClusterPage, whereState } from './cluster-page.ts';
import type { AllClustersFilter, Page } from './schema.ts';
import type { ListedCluster } from './view.ts';

/**
 * One page over all projects, for administrators of the cloud.
 * @throws FORBIDDEN
 */
export async function listAllClusters(scope: Scope, filter: AllClustersFilter): Promise<Page<ListedCluster>> {
  requireAbility(scope, 'admin:clusters');
  const conditions: Prisma.ClusterWhereInput[] = [];
  if (filter.q) {
    const text = containsText(filter.q);
    conditions.push({ OR: [{ name: text }, { projectName: text }, { userName: text }] });
  }
  if (filter.project) conditions.push({ projectName: containsText(filter.project) });
  if (filter.owner) conditions.push({ userName: containsText(filter.owner) });
  if (filter.state) conditions.push(whereState(filter.state));
  if (filter.driver) conditions.push({ driverName: filter.driver });
  if (filter.templateId) conditions.push({ templateId: filter.templateId });
  return readClusterPage({ ...filter, where: { AND: conditions } });
}
