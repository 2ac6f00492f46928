import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { logger } from '#lib/logger.ts';
import { computePhases, type PhaseResource, type PhaseSpec } from './phases.ts';
import type { PhaseView } from './view.ts';

type Followed = Pick<Cluster, 'id' | 'status' | 'driverName' | 'driverVersion' | 'masterCount' | 'nodeCount' | 'actionStartedAt'>;

/** Where a driver's folder is no longer at hand, the parts that every driver has. */
const plainPhases: readonly PhaseSpec[] = [
  { id: 'masters', title: 'Masters', resources: ['kube_masters', 'kube_masters/**'] },
  { id: 'minions', title: 'Minions', resources: ['kube_minions', 'kube_minions/**'] },
  { id: 'rest', title: 'Network and the rest', resources: ['**'] },
];

/** The timeline of a cluster's current action. */
export async function readPhases(cluster: Followed): Promise<PhaseView[]> {
  const [specs, resources, usualMs] = await Promise.all([readSpecs(cluster), readPhaseResources(cluster), usualDurations(cluster)]);
  return computePhases(specs, resources, {
    clusterStatus: cluster.status,
    expectedMembers: { kube_masters: cluster.masterCount, kube_minions: cluster.nodeCount },
    usualMs,
  });
}

async function readSpecs(cluster: Followed): Promise<readonly PhaseSpec[]> {
  try {
    return (await getDriver(cluster.driverName, cluster.driverVersion)).manifest.phases;
  } catch (error) {
    logger.debug({ error, clusterId: cluster.id }, 'no driver folder: plain phases');
    return plainPhases;
  }
}

interface PhaseRow {
  path: string;
  type: string;
  status: string;
  removed: boolean;
  changed_at: Date;
  started_at: Date | null;
}

/** Heat's times have whole seconds: an action's first events may seem to lie before it. */
const roundingMs = 2_000;

async function readPhaseResources(cluster: Pick<Followed, 'id' | 'actionStartedAt'>): Promise<PhaseResource[]> {
  const since = new Date(cluster.actionStartedAt.getTime() - roundingMs);
  const rows = await db().$queryRaw<PhaseRow[]>`
    select r.path, r.resource_type as type, r.status, r.removed, r.changed_at, e.started_at
    from stack_resource r
    left join (
      select path, min(event_at) as started_at from stack_event
      where cluster_id = ${cluster.id}::uuid and event_at >= ${since} and status like '%\_IN\_PROGRESS'
      group by path
    ) e on e.path = r.path
    where r.cluster_id = ${cluster.id}::uuid and (not r.removed or r.changed_at >= ${since})`;
  return rows.map((row) => ({
    path: row.path,
    type: row.type,
    status: row.status,
    removed: row.removed,
    startedAt: row.started_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
  }));
}

const usualKeptMs = 10 * 60_000;
const usualSample = 7;
const usual = new Map<string, { until: number; durations: Promise<Record<string, number>> }>();

/** Medians of the newest clusters of the same driver and about the same size that came to their end. */
function usualDurations(cluster: Followed): Promise<Record<string, number>> {
  const size = Math.ceil(Math.log2(cluster.nodeCount + 1));
  const key = `${cluster.driverName} ${cluster.driverVersion} ${size}`;
  const kept = usual.get(key);
  if (kept && kept.until > Date.now()) return kept.durations;
  const durations = measureUsual(cluster, { from: 2 ** (size - 1), to: 2 ** size }).catch((error: unknown) => {
    logger.warn({ error }, 'usual durations not read');
    return {};
  });
  usual.set(key, { until: Date.now() + usualKeptMs, durations });
  return durations;
}

async function measureUsual(cluster: Followed, nodes: { from: number; to: number }): Promise<Record<string, number>> {
  const earlier = await db().cluster.findMany({
    where: {
      driverName: cluster.driverName,
      driverVersion: cluster.driverVersion,
      status: 'CREATE_COMPLETE',
      nodeCount: { gte: Math.floor(nodes.from) - 1, lte: nodes.to },
      id: { not: cluster.id },
    },
    orderBy: { createdAt: 'desc' },
    take: usualSample,
  });
  const specs = await readSpecs(cluster);
  const byPhase = new Map<string, number[]>();
  for (const one of earlier) {
    const resources = await readPhaseResources(one);
    for (const phase of computePhases(specs, resources, { clusterStatus: one.status, expectedMembers: {}, usualMs: {} })) {
      if (!phase.startedAt || !phase.endedAt) continue;
      const lasted = Date.parse(phase.endedAt) - Date.parse(phase.startedAt);
      byPhase.set(phase.id, [...(byPhase.get(phase.id) ?? []), Math.max(0, lasted)]);
    }
  }
  return Object.fromEntries([...byPhase].map(([id, all]) => [id, median(all)]));
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
