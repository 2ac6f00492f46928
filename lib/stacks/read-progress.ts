import 'server-only';
import { db } from '#lib/db/client.ts';
import type { NodeProgressView } from './view.ts';

interface ProgressRow {
  cluster_id: string;
  parent_path: string;
  begun: bigint;
  done: bigint;
}

/** How far the nodes of these clusters are: one statement, counted by the database. Without an entry: nothing is known yet. */
export async function readProgress(clusterIds: readonly string[]): Promise<Map<string, NodeProgressView>> {
  const progress = new Map<string, NodeProgressView>();
  if (clusterIds.length === 0) return progress;
  const rows = await db().$queryRaw<ProgressRow[]>`
    select cluster_id, parent_path,
      count(*) filter (where status not like 'INIT\_%') as begun,
      count(*) filter (where status in ('CREATE_COMPLETE', 'UPDATE_COMPLETE')) as done
    from stack_resource
    where cluster_id = any(${[...clusterIds]}::uuid[]) and parent_path in ('kube_masters', 'kube_minions') and not removed
    group by cluster_id, parent_path`;
  for (const row of rows) {
    const known = progress.get(row.cluster_id) ?? { mastersBegun: 0, mastersDone: 0, minionsBegun: 0, minionsDone: 0 };
    const [begun, done] = [Number(row.begun), Number(row.done)];
    const part = row.parent_path === 'kube_masters' ? { mastersBegun: begun, mastersDone: done } : { minionsBegun: begun, minionsDone: done };
    progress.set(row.cluster_id, { ...known, ...part });
  }
  return progress;
}
