import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import type { ClusterIdInput } from './schema.ts';

export interface DeletePreview {
  clusterId: string;
  name: string;
  /** Heat resource type with how many of it, most first. */
  counts: { type: string; count: number }[];
  /** As a person calls them: Master 0; a volume of a node has its resource's name behind. */
  servers: string[];
  volumes: string[];
}

const mostNames = 200;

/** What goes with the cluster, from what is known of its stacks. */
export async function previewDelete(scope: Scope, input: ClusterIdInput): Promise<DeletePreview> {
  const row = await findVisibleCluster(scope, input.clusterId);
  requireAbility(scope, row.projectId === scope.projectId ? 'cluster:delete' : 'admin:cluster-delete');
  const existing = { clusterId: row.id, removed: false, physicalResourceId: { not: null } };
  const [groups, named] = await Promise.all([
    db().stackResource.groupBy({ by: ['resourceType'], where: existing, _count: { _all: true } }),
    db().stackResource.findMany({
      where: { ...existing, resourceType: { in: ['OS::Nova::Server', 'OS::Cinder::Volume'] } },
      select: { path: true, resourceType: true },
      orderBy: { path: 'asc' },
      take: mostNames,
    }),
  ]);
  const namesOf = (type: string) => named.filter((resource) => resource.resourceType === type).map((resource) => nameOf(resource.path, type));
  return {
    clusterId: row.id,
    name: row.name,
    // A nested template's own resource has a file name for its type, and stands for those inside it.
    counts: groups
      .filter((group) => group.resourceType.includes('::'))
      .map((group) => ({ type: group.resourceType, count: group._count._all }))
      .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type)),
    servers: namesOf('OS::Nova::Server'),
    volumes: namesOf('OS::Cinder::Volume'),
  };
}

/** kube_masters/0/kube-master → Master 0 */
function nameOf(path: string, type: string): string {
  const [group = '', member, resource = ''] = path.split('/');
  const kind = group.replace(/^kube_/, '').replace(/s$/, '');
  if (member === undefined || kind === '') return path;
  const node = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${member}`;
  return type === 'OS::Nova::Server' ? node : `${node}: ${resource}`;
}
