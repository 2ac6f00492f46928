import 'server-only';
import { db } from '#lib/db/client.ts';
import type { StackPaths } from './stack-paths.ts';

/** What is known of a resource from earlier looks, as it is stored. */
export interface KnownResource {
  path: string;
  parentPath: string;
  name: string;
  type: string;
  physicalResourceId: string | null;
  status: string;
  reason: string | null;
  requires: string[];
  changedAt: Date;
  removed: boolean;
}

/**
 * What a reconciler remembers of a stack between two looks, so that it need not read thousands of rows
 * each second. Only a copy: it is read anew whenever somebody else has written to the cluster.
 */
export interface StackMemory {
  stackId: string;
  revision: bigint;
  resources: Map<string, KnownResource>;
  paths: StackPaths;
  /** Of the time that the next look asks for again. */
  eventIds: Set<string>;
  lastEventAt: Date | null;
  /** Not before this is the list of resources asked for again, however much is new (milliseconds since 1970). */
  nextListAt: number;
  /** When the whole list, and the stack itself, are due even though nothing seems new. */
  nextFullListAt: number;
  nextStatusAt: number;
}

/** Heat writes an event's time some moments before others can see it, and in whole seconds. */
export const eventOverlapMs = 5_000;

const largestNumber = 200;
const memories = new Map<string, StackMemory>();

export async function recallStack(cluster: { id: string; revision: bigint; lastEventAt: Date | null }, stackId: string): Promise<StackMemory> {
  const kept = memories.get(cluster.id);
  if (kept && kept.stackId === stackId && kept.revision === cluster.revision) return kept;
  const memory = await readMemory(cluster, stackId);
  if (kept?.stackId === stackId) {
    memory.nextListAt = kept.nextListAt;
    memory.nextFullListAt = kept.nextFullListAt;
    memory.nextStatusAt = kept.nextStatusAt;
  }
  memories.delete(cluster.id);
  memories.set(cluster.id, memory);
  for (const oldest of memories.keys()) {
    if (memories.size <= largestNumber) break;
    memories.delete(oldest);
  }
  return memory;
}

export function forgetStack(clusterId: string): void {
  memories.delete(clusterId);
}

async function readMemory(cluster: { id: string; revision: bigint; lastEventAt: Date | null }, stackId: string): Promise<StackMemory> {
  const since = new Date((cluster.lastEventAt?.getTime() ?? 0) - eventOverlapMs);
  const [rows, events] = await Promise.all([
    db().stackResource.findMany({ where: { clusterId: cluster.id, removed: false } }),
    db().stackEvent.findMany({ where: { clusterId: cluster.id, eventAt: { gte: since } }, select: { eventId: true } }),
  ]);
  const resources = new Map(
    rows.map(({ clusterId: _, revision: __, resourceName, resourceType, ...row }) => [row.path, { ...row, name: resourceName, type: resourceType }]),
  );
  const paths: StackPaths = new Map([[stackId, '']]);
  for (const row of rows) if (row.physicalResourceId) paths.set(row.physicalResourceId, row.path);
  return {
    stackId,
    revision: cluster.revision,
    resources,
    paths,
    eventIds: new Set(events.map((event) => event.eventId)),
    lastEventAt: cluster.lastEventAt,
    nextListAt: 0,
    nextFullListAt: 0,
    nextStatusAt: 0,
  };
}
