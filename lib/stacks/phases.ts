import type { PhaseView } from './view.ts';

/** A phase as a driver's manifest names it. */
export interface PhaseSpec {
  id: string;
  title: string;
  // Resource paths (`*` = any one name, `**` = any depth: kube_masters/*/wait_condition), or, where the
  // pattern holds `::`, a resource type (OS::Neutron::*).
  resources: readonly string[];
}

/** What a phase needs to know of a resource; times are ISO strings. */
export interface PhaseResource {
  path: string;
  type: string;
  status: string;
  removed: boolean;
  /** When work on it began in the current action. */
  startedAt: string | null;
  changedAt: string;
}

export interface PhaseContext {
  clusterStatus: string;
  /** Members a resource group will have, known before Heat has made them: { kube_masters: 3 }. */
  expectedMembers: Readonly<Record<string, number>>;
  /** Median durations of earlier clusters, by phase id. */
  usualMs: Readonly<Record<string, number>>;
}

/** What goes when a cluster is deleted; its driver has no say in that. */
export const deletePhases: readonly PhaseSpec[] = [
  { id: 'delete-minions', title: 'Remove the minions', resources: ['kube_minions/*', 'kube_minions'] },
  { id: 'delete-masters', title: 'Remove the masters', resources: ['kube_masters/*', 'kube_masters'] },
  { id: 'delete-rest', title: 'Remove networks and the rest', resources: ['*'] },
];

/** The timeline. Each resource counts for the first phase that names it. */
export function computePhases(specs: readonly PhaseSpec[], resources: readonly PhaseResource[], context: PhaseContext): PhaseView[] {
  const deleting = context.clusterStatus.startsWith('DELETE_');
  const phases = deleting ? deletePhases : specs;
  const claimed = new Set<string>();
  return phases.flatMap((spec) => {
    const matchers = spec.resources.map(toMatcher);
    const mine: PhaseResource[] = [];
    for (const resource of resources) {
      if (claimed.has(resource.path) || !matchers.some((matches) => matches(resource))) continue;
      claimed.add(resource.path);
      mine.push(resource);
    }
    if (deleting) return deletePhase(spec, mine);
    return isOfNoMember(spec, context) ? [] : buildPhase(spec, mine, context);
  });
}

/** A cluster without minions has no phase of minions that could be done. */
function isOfNoMember(spec: PhaseSpec, { expectedMembers }: PhaseContext): boolean {
  return spec.resources.every((pattern) => expectedMembers[pattern.split('/')[0] ?? ''] === 0);
}

function buildPhase(spec: PhaseSpec, found: readonly PhaseResource[], context: PhaseContext): PhaseView {
  const mine = found.filter((resource) => !resource.removed);
  const settled = context.clusterStatus.endsWith('_COMPLETE');
  const { done, total } = countProgress(spec, mine, settled ? {} : context.expectedMembers);
  const allDone = done === total && mine.every((resource) => isDone(resource.status));
  const failed = mine.some((resource) => resource.status.endsWith('_FAILED'));
  const begun = mine.some((resource) => !resource.status.startsWith('INIT_'));
  // Nothing at all of an optional phase (no load balancer) is done once the cluster is.
  const state = failed ? 'failed' : allDone && (total > 0 || settled) ? 'done' : begun ? 'working' : 'waiting';
  return finishPhase(spec, mine, { state, done, total, usualMs: context.usualMs[spec.id] ?? null });
}

/** Of a phase within one resource group its members are counted ("2 of 3" masters), else its resources. */
function countProgress(
  spec: PhaseSpec,
  mine: readonly PhaseResource[],
  expectedMembers: Readonly<Record<string, number>>,
): { done: number; total: number } {
  const groups = new Set(spec.resources.map((pattern) => pattern.split('/')[0] ?? ''));
  const [group = ''] = groups;
  if (groups.size !== 1 || !spec.resources.some((pattern) => pattern.includes('/'))) {
    return { done: mine.filter((resource) => isDone(resource.status)).length, total: mine.length };
  }
  const members = new Map<string, boolean>();
  for (const resource of mine) {
    const member = resource.path.split('/')[1];
    if (member !== undefined) members.set(member, (members.get(member) ?? true) && isDone(resource.status));
  }
  const done = [...members.values()].filter(Boolean).length;
  return { done, total: Math.max(members.size, expectedMembers[group] ?? 0) };
}

function deletePhase(spec: PhaseSpec, mine: readonly PhaseResource[]): PhaseView {
  const done = mine.filter((resource) => resource.removed || resource.status === 'DELETE_COMPLETE').length;
  const failed = mine.some((resource) => resource.status === 'DELETE_FAILED');
  const begun = done > 0 || mine.some((resource) => resource.status === 'DELETE_IN_PROGRESS');
  const state = failed ? 'failed' : done === mine.length ? 'done' : begun ? 'working' : 'waiting';
  return finishPhase(spec, mine, { state, done, total: mine.length, usualMs: null });
}

function finishPhase(
  spec: PhaseSpec,
  mine: readonly PhaseResource[],
  outcome: Pick<PhaseView, 'state' | 'done' | 'total' | 'usualMs'>,
): PhaseView {
  const over = outcome.state === 'done' || outcome.state === 'failed';
  const starts = mine.flatMap((resource) => resource.startedAt ?? []);
  const ends = mine.map((resource) => resource.changedAt);
  return {
    id: spec.id,
    title: spec.title,
    ...outcome,
    startedAt: outcome.state === 'waiting' ? null : extreme(starts, 'first'),
    endedAt: over ? extreme(ends, 'last') : null,
  };
}

function isDone(status: string): boolean {
  return status.endsWith('_COMPLETE') && !status.startsWith('INIT_') && !status.startsWith('DELETE_');
}

function extreme(times: readonly string[], which: 'first' | 'last'): string | null {
  let found: string | null = null;
  for (const time of times) {
    if (found === null || (which === 'first' ? time < found : time > found)) found = time;
  }
  return found;
}

function toMatcher(pattern: string): (resource: Pick<PhaseResource, 'path' | 'type'>) => boolean {
  const expression = new RegExp(
    `^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'))}$`,
  );
  return pattern.includes('::') ? ({ type }) => expression.test(type) : ({ path }) => expression.test(path);
}
