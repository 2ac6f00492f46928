import type { ClusterView } from '#lib/clusters/view.ts';
import type { LiveChange, LiveSnapshot, NodeBootView, PhaseView, StackEventView, StackResourceView } from '#lib/stacks/view.ts';

/** How the line to the portal stands; `connecting` until the first word has come. */
export type LineState = 'connecting' | 'live' | 'reconnecting' | 'signed-out';

/** What the cluster page knows; replaced as a whole with each change, its parts kept where nothing changed. */
export interface LiveState {
  cluster: ClusterView;
  phases: readonly PhaseView[];
  /** Oldest first, each event once. */
  events: readonly StackEventView[];
  /** By path; resources that are gone stay in with `removed`. */
  resources: ReadonlyMap<string, StackResourceView>;
  /** How far the set-up of each node is, by the node's path; of the current action alone. */
  boots: ReadonlyMap<string, NodeBootView>;
  revision: number;
  /** Paths that the newest change touched, for the glow; empty after a snapshot. */
  touched: readonly string[];
  /** False while only the closed graph of a large cluster has come and the rest is on its way. */
  complete: boolean;
  gone: boolean;
}

export function stateFromSnapshot(snapshot: LiveSnapshot, complete = true): LiveState {
  return {
    cluster: snapshot.cluster,
    phases: snapshot.phases,
    events: snapshot.events,
    resources: new Map(snapshot.resources.map((resource) => [resource.path, resource])),
    boots: new Map(snapshot.boots.map((boot) => [boot.path, boot])),
    revision: snapshot.revision,
    touched: [],
    complete,
    gone: false,
  };
}

/** A change that is not newer than what is known is left out, so that a repeated frame does no harm. */
export function applyLiveChange(state: LiveState, change: LiveChange): LiveState {
  if (change.kind === 'gone') return state.gone ? state : { ...state, gone: true };
  if (change.revision <= state.revision) return state;
  return {
    ...state,
    cluster: change.cluster,
    phases: change.phases,
    events: mergeEvents(state.events, change.events),
    resources: mergeResources(state.resources, change.resources),
    boots: mergeBoots(change.cluster.actionStartedAt === state.cluster.actionStartedAt ? state.boots : new Map(), change.boots),
    touched: change.resources.map((resource) => resource.path),
    revision: change.revision,
  };
}

function mergeEvents(known: readonly StackEventView[], added: readonly StackEventView[]): readonly StackEventView[] {
  if (added.length === 0) return known;
  const first = added.reduce((least, event) => Math.min(least, event.seq), Infinity);
  const last = known.at(-1);
  if (!last || last.seq < first) return [...known, ...added];
  const ids = new Set(known.map((event) => event.id));
  return [...known, ...added.filter((event) => !ids.has(event.id))].sort((a, b) => a.seq - b.seq);
}

function mergeResources(
  known: ReadonlyMap<string, StackResourceView>,
  added: readonly StackResourceView[],
): ReadonlyMap<string, StackResourceView> {
  if (added.length === 0) return known;
  const merged = new Map(known);
  for (const resource of added) merged.set(resource.path, resource);
  return merged;
}

function mergeBoots(known: ReadonlyMap<string, NodeBootView>, added: readonly NodeBootView[]): ReadonlyMap<string, NodeBootView> {
  return added.length === 0 ? known : new Map([...known, ...added.map((boot): [string, NodeBootView] => [boot.path, boot])]);
}
