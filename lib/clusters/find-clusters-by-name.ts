import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';
import { listClusters } from './list-clusters.ts';
import { clusterFilterSchema } from './schema.ts';
import { toShownState, type ShownState } from './status.ts';

/** The project's newest clusters whose name contains the text, for jumping to one. */
export async function findClustersByName(
  scope: Scope,
  { text }: { text: string },
): Promise<{ id: string; name: string; state: ShownState }[]> {
  const page = await listClusters(scope, clusterFilterSchema.parse({ q: text, pageSize: 8 }));
  return page.rows.map((row) => ({ id: row.id, name: row.name, state: toShownState(row.status, row.needsContinue) }));
}
