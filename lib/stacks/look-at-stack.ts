import 'server-only';
import { isPortalError } from '#lib/errors.ts';
import type { HeatClient, HeatEvent, HeatResource, Stack } from '#lib/openstack/heat/types.ts';
import { tellsOfUnknown } from './plan-stack-writes.ts';
import { eventOverlapMs, type StackMemory } from './stack-memory.ts';

/** `stack`: undefined when it was not asked for, null when it is gone. */
export interface StackLook {
  stack: Stack | null | undefined;
  events: HeatEvent[];
  resources: HeatResource[] | null;
  /** Whether any of the events was new. */
  fresh: boolean;
}

/** A whole list and the stack itself at least this often, in case Heat's bounded event log lost something. */
const listEveryMs = 20_000;
const statusEveryMs = 15_000;
/** Listing takes at most this part of the time: a thousand nodes cost Heat seconds. */
const listShare = 0.25;

/**
 * One look at a stack at work. Mostly a single request: the newest events say what changed. The list of
 * resources follows when an event tells of one not seen yet, the stack itself when it may have come to
 * its end.
 * @param onEvents given new events before those further requests, which may take Heat long: people wait for them
 */
export async function lookAtStack(
  heat: HeatClient,
  ref: { name: string; id: string },
  memory: StackMemory,
  onEvents: (events: HeatEvent[]) => Promise<void>,
): Promise<StackLook> {
  const events = await recentEvents(heat, ref, memory);
  if (events === null) return { stack: null, events: [], resources: null, fresh: false };
  const fresh = events.filter((event) => !memory.eventIds.has(event.id));
  const atEnd = fresh.some((event) => event.stackId === ref.id && event.physicalResourceId === ref.id && /_(COMPLETE|FAILED)$/.test(event.status));

  const wanted = memory.resources.size === 0 || tellsOfUnknown(memory, ref.name, fresh);
  // Should the rest of this look fail, the next one makes up for it at once.
  if (atEnd) memory.nextStatusAt = memory.nextFullListAt = 0;
  if (fresh.length > 0) await onEvents(events);

  const now = Date.now();
  let stack: Stack | null | undefined;
  if (atEnd || now >= memory.nextStatusAt) {
    stack = await findLivingStack(heat, ref);
    memory.nextStatusAt = now + statusEveryMs;
  }
  if (stack === null) return { stack, events, resources: null, fresh: fresh.length > 0 };

  const due = now >= (wanted ? memory.nextListAt : memory.nextFullListAt);
  const resources = atEnd || due ? await listTimed(heat, ref, memory) : null;
  return { stack, events, resources, fresh: fresh.length > 0 };
}

/** Heat keeps a deleted stack's row for a while and answers for its id. */
export async function findLivingStack(heat: HeatClient, ref: { name: string; id: string }, options: { outputs?: boolean } = {}): Promise<Stack | null> {
  const stack = await heat.findStack(ref, { outputs: options.outputs ?? false });
  return stack?.status === 'DELETE_COMPLETE' ? null : stack;
}

async function recentEvents(heat: HeatClient, ref: { name: string; id: string }, memory: StackMemory): Promise<HeatEvent[] | null> {
  const since = memory.lastEventAt && new Date(memory.lastEventAt.getTime() - eventOverlapMs);
  try {
    return await heat.listEvents(ref, since ? { since } : {});
  } catch (error) {
    if (isPortalError(error, 'NOT_FOUND')) return null;
    throw error;
  }
}

async function listTimed(heat: HeatClient, ref: { name: string; id: string }, memory: StackMemory): Promise<HeatResource[]> {
  const startedAt = Date.now();
  const resources = await heat.listResources(ref);
  const endedAt = Date.now();
  memory.nextListAt = endedAt + (endedAt - startedAt) / listShare;
  memory.nextFullListAt = Math.max(memory.nextListAt, endedAt + listEveryMs);
  return resources;
}
