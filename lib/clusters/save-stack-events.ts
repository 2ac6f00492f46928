import 'server-only';
import type { HeatEvent } from '#lib/openstack/heat/types.ts';
import { planStackWrites } from '#lib/stacks/plan-stack-writes.ts';
import { rememberWrites, saveStackWrites } from '#lib/stacks/save-stack-writes.ts';
import type { StackMemory } from '#lib/stacks/stack-memory.ts';
import { newestEventAt } from './newest-event-at.ts';
import { writeLeasedCluster, type LeasedCluster } from './write-leased-cluster.ts';

/** Writes new events, and what they tell of known resources, ahead of the rest of a look. */
export async function saveStackEvents(cluster: LeasedCluster, memory: StackMemory, events: readonly HeatEvent[]): Promise<void> {
  const writes = planStackWrites(memory, cluster.stackName, { events, resources: null });
  const revision = await writeLeasedCluster(cluster, async (tx, next) => {
    await saveStackWrites(tx, cluster.id, next, writes);
    return { lastEventAt: newestEventAt(cluster.lastEventAt, writes), lookFailedAt: null, lookFailedReason: null };
  });
  if (revision !== null) rememberWrites(memory, revision, writes);
}
