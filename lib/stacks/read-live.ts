import 'server-only';
import type { Actor } from '#lib/auth/policy.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { findVisibleCluster } from '#lib/clusters/find-visible-cluster.ts';
import { toClusterView } from '#lib/clusters/to-cluster-view.ts';
import { db } from '#lib/db/client.ts';
import { readBoots, readChangedBoots } from './read-boots.ts';
import { readEvents } from './read-events.ts';
import { readPhases } from './read-phases.ts';
import { toEventView, toResourceView } from './to-stack-views.ts';
import type { LiveChange, LiveSnapshot } from './view.ts';

/** What a page begins with; older events are fetched as the reader scrolls back (read-events.ts). */
export const snapshotEventLimit = 3_000;

/**
 * Everything a cluster page needs. What is written while this reads may be in it already and still be
 * pushed again as a change: applying a change twice does no harm.
 * @param actor null for the portal's own use; else an administrator sees all, others their own project's
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function readSnapshot(actor: Actor | null, clusterId: string): Promise<LiveSnapshot> {
  if (actor) requireAbility(actor, 'cluster:read');
  // The row first: its revision is then not newer than any of the rows read after it.
  const row = actor
    ? await findVisibleCluster(actor, clusterId)
    : await db().cluster.findUniqueOrThrow({ where: { id: clusterId }, include: withTemplateName });
  const [events, resources, phases, boots] = await Promise.all([
    readEvents(clusterId, { limit: snapshotEventLimit }),
    db().stackResource.findMany({ where: { clusterId, removed: false }, orderBy: { path: 'asc' } }),
    readPhases(row),
    readBoots(row),
  ]);
  return {
    cluster: toClusterView(row),
    events,
    resources: resources.map(toResourceView),
    phases,
    boots,
    revision: Number(row.revision),
  };
}

/** All that was written after a revision; null when nothing was. */
export async function readChange(clusterId: string, sinceRevision: number): Promise<LiveChange | null> {
  const row = await db().cluster.findUnique({ where: { id: clusterId }, include: withTemplateName });
  if (!row) return { kind: 'gone' };
  if (row.revision <= sinceRevision) return null;
  const after = { clusterId, revision: { gt: BigInt(sinceRevision) } };
  const [events, resources, phases] = await Promise.all([
    db().stackEvent.findMany({ where: after, orderBy: { seq: 'asc' } }),
    db().stackResource.findMany({ where: after }),
    readPhases(row),
  ]);
  return {
    kind: 'change',
    revision: Number(row.revision),
    cluster: toClusterView(row),
    events: events.map(toEventView),
    resources: resources.map(toResourceView),
    phases,
    boots: await readChangedBoots(row, { events, resources }),
  };
}

const withTemplateName = { template: { select: { name: true } } } as const;
