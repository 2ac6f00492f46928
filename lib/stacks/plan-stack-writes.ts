import type { HeatEvent, HeatResource } from '#lib/openstack/heat/types.ts';
import type { KnownResource, StackMemory } from './stack-memory.ts';
import { isStackItself, pathOfEvent, placeResources } from './stack-paths.ts';

/** An event to be stored. */
export interface NewEvent {
  id: string;
  path: string;
  name: string;
  type: string | null;
  physicalResourceId: string | null;
  status: string;
  reason: string | null;
  at: Date;
}

export interface StackWrites {
  events: NewEvent[];
  resources: KnownResource[];
}

/** Heat's action for a call from outside: it says nothing of the resource's own state. */
const passingStatus = /^SIGNAL_/;
/** The page and the database need no more of a reason: what it is about, and the end of the log in it. */
const longestReason = 4_000;
const reasonHead = 500;

/**
 * What a look at Heat adds to what is known. Changes nothing but `memory.paths`.
 * @param resources the whole list, or null when only events were asked for
 */
export function planStackWrites(
  memory: Pick<StackMemory, 'stackId' | 'resources' | 'paths' | 'eventIds'>,
  stackName: string,
  look: { events: readonly HeatEvent[]; resources: readonly HeatResource[] | null },
): StackWrites {
  const placed = look.resources && placeResources(memory.stackId, look.resources);
  for (const { path, resource } of placed ?? []) if (resource.physicalResourceId) memory.paths.set(resource.physicalResourceId, path);

  const typeByPath = new Map(placed?.map(({ path, resource }) => [path, resource.type]));
  const events = look.events
    .filter((event) => !memory.eventIds.has(event.id))
    .map((event) => toNewEvent(event, pathOfEvent(event, memory.paths, stackName)));
  for (const event of events) event.type ??= typeByPath.get(event.path) ?? memory.resources.get(event.path)?.type ?? null;

  if (!placed) return { events, resources: fromEvents(memory.resources, lastByPath(events)) };
  // Of earlier events only the time is used: when what the list shows came about.
  const all = look.events.map((event) => toNewEvent(event, pathOfEvent(event, memory.paths, stackName)));
  return { events, resources: fromList(memory.resources, placed, lastByPath(all)) };
}

function lastByPath(events: readonly NewEvent[]): Map<string, NewEvent> {
  return new Map(events.filter((event) => event.type !== stackType && !passingStatus.test(event.status)).map((event) => [event.path, event]));
}

/** Whether an event names a resource that no list has shown yet. */
export function tellsOfUnknown(memory: Pick<StackMemory, 'resources' | 'paths' | 'eventIds'>, stackName: string, events: readonly HeatEvent[]): boolean {
  return events.some(
    (event) =>
      !memory.eventIds.has(event.id) && !isStackItself(event) && !memory.resources.has(pathOfEvent(event, memory.paths, stackName)),
  );
}

const stackType = 'OS::Heat::Stack';

function toNewEvent(event: HeatEvent, path: string): NewEvent {
  return {
    id: event.id,
    path,
    name: event.resourceName,
    type: isStackItself(event) ? stackType : null,
    physicalResourceId: event.physicalResourceId,
    status: event.status,
    reason: shorten(event.reason),
    at: event.at,
  };
}

function fromList(
  known: ReadonlyMap<string, KnownResource>,
  placed: ReturnType<typeof placeResources>,
  told: ReadonlyMap<string, NewEvent>,
): KnownResource[] {
  const requires = waitsFor(placed);
  const changed: KnownResource[] = [];
  const seen = new Set<string>();
  for (const { path, parentPath, resource } of placed) {
    seen.add(path);
    const before = known.get(path);
    const now: KnownResource = {
      path,
      parentPath,
      name: resource.name,
      type: plainType(resource.type),
      physicalResourceId: resource.physicalResourceId,
      status: resource.status,
      reason: shorten(resource.reason),
      requires: requires.get(path) ?? [],
      changedAt: told.get(path)?.at ?? (before?.status === resource.status ? before.changedAt : resource.updatedAt),
      removed: false,
    };
    if (!before || !isSame(before, now)) changed.push(now);
  }
  const lastTold = new Date(Math.max(0, ...[...told.values()].map((event) => event.at.getTime())));
  for (const [path, before] of known) {
    if (seen.has(path) || before.removed) continue;
    const at = told.get(path)?.at ?? (lastTold > before.changedAt ? lastTold : before.changedAt);
    changed.push({ ...before, status: 'DELETE_COMPLETE', reason: null, changedAt: at, removed: true });
  }
  return changed;
}

function fromEvents(known: ReadonlyMap<string, KnownResource>, told: ReadonlyMap<string, NewEvent>): KnownResource[] {
  const changed: KnownResource[] = [];
  for (const [path, event] of told) {
    const before = known.get(path);
    if (!before) continue;
    // Until it is complete an event carries the name the thing will have instead of its id.
    const physicalResourceId = event.status.endsWith('_COMPLETE') ? (event.physicalResourceId ?? before.physicalResourceId) : before.physicalResourceId;
    const now = { ...before, status: event.status, reason: event.reason, changedAt: event.at, physicalResourceId };
    if (!isSame(before, now)) changed.push(now);
  }
  return changed;
}

/** `required_by` turned around, within each stack. */
function waitsFor(placed: ReturnType<typeof placeResources>): Map<string, string[]> {
  const requires = new Map<string, string[]>();
  for (const { parentPath, resource } of placed) {
    for (const name of resource.requiredBy) {
      const path = parentPath === '' ? name : `${parentPath}/${name}`;
      const names = requires.get(path);
      if (names) names.push(resource.name);
      else requires.set(path, [resource.name]);
    }
  }
  for (const names of requires.values()) names.sort();
  return requires;
}

/** A nested template's type is the address of its file: its name says all, and no path of a machine is shown. */
function plainType(type: string): string {
  return type.endsWith('.yaml') ? (type.split('/').at(-1) ?? type) : type;
}

function isSame(a: KnownResource, b: KnownResource): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    a.physicalResourceId === b.physicalResourceId &&
    a.type === b.type &&
    a.changedAt.getTime() === b.changedAt.getTime() &&
    a.requires.join() === b.requires.join()
  );
}

function shorten(reason: string): string | null {
  if (reason.length <= longestReason) return reason === '' ? null : reason;
  return `${reason.slice(0, reasonHead)}\n…\n${reason.slice(reasonHead - longestReason + 3)}`;
}
