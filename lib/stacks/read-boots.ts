import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { getDriver } from '#lib/drivers/get-driver.ts';
import { nodeOfPath, readBootSteps, type BootSignal } from './boot-steps.ts';
import type { NodeBootView } from './view.ts';

type Followed = Pick<Cluster, 'id' | 'driverName' | 'driverVersion' | 'actionStartedAt'>;

/** Heat's times have whole seconds: an action's first events may seem to lie before it. */
const roundingMs = 2_000;

interface SignalRow {
  path: string;
  reason: string | null;
  at: Date;
}

/** The set-up of every node that has told of it in the cluster's current action. */
export async function readBoots(cluster: Followed): Promise<NodeBootView[]> {
  return toBoots(cluster, await readSignals(cluster));
}

/** Of those nodes alone of which something was written after a revision. */
export async function readBootsSince(cluster: Followed, revision: number): Promise<NodeBootView[]> {
  const changed = new Set((await readSignals(cluster, revision)).map(({ path }) => nodeOfPath(path)));
  if (changed.size === 0) return [];
  return toBoots(cluster, (await readSignals(cluster)).filter(({ path }) => changed.has(nodeOfPath(path))));
}

async function toBoots(cluster: Followed, rows: readonly SignalRow[]): Promise<NodeBootView[]> {
  if (rows.length === 0) return [];
  const titles = await getDriver(cluster.driverName, cluster.driverVersion).then(
    ({ manifest }) => manifest.steps,
    () => ({}),
  );
  const signals = rows.map((row): BootSignal => ({ path: row.path, reason: row.reason, at: row.at.toISOString() }));
  return readBootSteps(signals, titles);
}

/** Events of the wait condition handles, and the conditions that failed: these hold a failure's log in full. */
async function readSignals(cluster: Followed, sinceRevision = -1): Promise<SignalRow[]> {
  const since = new Date(cluster.actionStartedAt.getTime() - roundingMs);
  const after = { clusterId: cluster.id, revision: { gt: BigInt(sinceRevision) } };
  const [events, failed] = await Promise.all([
    db().stackEvent.findMany({
      where: { ...after, status: { startsWith: 'SIGNAL_' }, eventAt: { gte: since } },
      select: { path: true, reason: true, eventAt: true },
      orderBy: { seq: 'asc' },
    }),
    db().stackResource.findMany({
      where: { ...after, resourceType: 'OS::Heat::WaitCondition', status: { endsWith: '_FAILED' }, removed: false },
      select: { path: true, reason: true, changedAt: true },
    }),
  ]);
  return [
    ...events.map(({ path, reason, eventAt }) => ({ path, reason, at: eventAt })),
    ...failed.map(({ path, reason, changedAt }) => ({ path, reason, at: changedAt })),
  ];
}
