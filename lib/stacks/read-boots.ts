import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster, StackEvent, StackResource } from '#lib/db/generated/client.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { nodeOfPath, readBootSteps, type BootSignal } from './boot-steps.ts';
import type { NodeBootView } from './view.ts';

type Followed = Pick<Cluster, 'id' | 'driverName' | 'driverVersion' | 'actionStartedAt'>;

/** Heat's times have whole seconds: an action's first events may seem to lie before it. */
const roundingMs = 2_000;
const waitConditionType = 'OS::Heat::WaitCondition';

interface SignalRow {
  path: string;
  reason: string | null;
  at: Date;
}

/** The set-up of every node that has told of it in the cluster's current action. */
export async function readBoots(cluster: Followed): Promise<NodeBootView[]> {
  return toBoots(cluster, await readSignals(cluster));
}

/** Of those nodes alone of which these newly written rows tell something. */
export async function readChangedBoots(cluster: Followed, written: { events: readonly StackEvent[]; resources: readonly StackResource[] }): Promise<NodeBootView[]> {
  const changed = new Set([
    ...written.events.filter(({ status }) => status.startsWith('SIGNAL_')).map(({ path }) => nodeOfPath(path)),
    ...written.resources.filter(isFailedWait).map(({ path }) => nodeOfPath(path)),
  ]);
  if (changed.size === 0) return [];
  return toBoots(cluster, (await readSignals(cluster)).filter(({ path }) => changed.has(nodeOfPath(path))));
}

function isFailedWait({ resourceType, status }: StackResource): boolean {
  return resourceType === waitConditionType && status.endsWith('_FAILED');
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
async function readSignals(cluster: Followed): Promise<SignalRow[]> {
  const since = new Date(cluster.actionStartedAt.getTime() - roundingMs);
  const clusterId = cluster.id;
  const [events, failed] = await Promise.all([
    db().stackEvent.findMany({
      where: { clusterId, status: { startsWith: 'SIGNAL_' }, eventAt: { gte: since } },
      select: { path: true, reason: true, eventAt: true },
      orderBy: { seq: 'asc' },
    }),
    db().stackResource.findMany({
      where: { clusterId, resourceType: waitConditionType, status: { endsWith: '_FAILED' }, removed: false },
      select: { path: true, reason: true, changedAt: true },
    }),
  ]);
  return [
    ...events.map(({ path, reason, eventAt }) => ({ path, reason, at: eventAt })),
    ...failed.map(({ path, reason, changedAt }) => ({ path, reason, at: changedAt })),
  ];
}
