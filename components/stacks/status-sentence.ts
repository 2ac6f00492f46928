import type { ClusterView } from '#lib/clusters/view.ts';
import type { PhaseView } from '#lib/stacks/view.ts';
import { formatAbout } from './duration.ts';

/**
 * The line under the cluster's name: what it is doing, how far, how much longer. `nowMs` is null where the
 * clock must not matter (the server's first rendering).
 */
export function statusSentence(cluster: ClusterView, phases: readonly PhaseView[], nowMs: number | null): string {
  if (cluster.needsContinue) return 'Waiting: Heat has not been given this cluster yet.';
  switch (cluster.status) {
    case 'CREATE_COMPLETE':
    case 'UPDATE_COMPLETE':
      return readySentence(cluster);
    case 'CREATE_FAILED':
      return failedSentence('Creating it failed', cluster);
    case 'UPDATE_FAILED':
      return 'It needs attention.';
    case 'DELETE_FAILED':
      return failedSentence('Deleting it failed', cluster);
    case 'DELETE_IN_PROGRESS':
      return workingSentence('Deleting', phases, nowMs);
    case 'UPDATE_IN_PROGRESS':
      return workingSentence('Updating', phases, nowMs);
    case 'CREATE_IN_PROGRESS':
      return cluster.stackId ? workingSentence('Creating', phases, nowMs) : 'Creating: handing the cluster to Heat.';
  }
}

function readySentence(cluster: ClusterView): string {
  const masters = cluster.masterCount === 1 ? '1 master' : `${cluster.masterCount} masters`;
  const minions = cluster.nodeCount === 1 ? '1 minion' : `${cluster.nodeCount} minions`;
  const took = cluster.actionEndedAt ? Date.parse(cluster.actionEndedAt) - Date.parse(cluster.actionStartedAt) : null;
  const made = took !== null && took > 0 && cluster.status === 'CREATE_COMPLETE' ? `, made in ${formatAbout(took)}` : '';
  return `Ready: ${masters} and ${minions}${made}.`;
}

/** Why stands in the notice below. */
function failedSentence(what: string, cluster: ClusterView): string {
  const took = cluster.actionEndedAt ? Date.parse(cluster.actionEndedAt) - Date.parse(cluster.actionStartedAt) : 0;
  return took > 0 ? `${what} after ${formatAbout(took)}.` : `${what}.`;
}

function workingSentence(verb: string, phases: readonly PhaseView[], nowMs: number | null): string {
  // Several may run side by side: the furthest one tells most.
  const current = phases.findLast((phase) => phase.state === 'working') ?? phases.find((phase) => phase.state === 'waiting');
  if (!current) return `${verb}.`;
  const parts = [`${verb}: ${lowerFirst(current.title)}`];
  if (current.total > 1) parts.push(`${current.done} of ${current.total} done`);
  const left = nowMs === null ? null : remainingMs(phases, nowMs);
  if (left !== null) parts.push(left > 0 ? `usually ${formatAbout(left)} more` : 'longer than usual');
  return `${parts.join(', ')}.`;
}

/** What is left when each phase takes its usual time; null when the usual time of a phase is not known, 0 when it is over. */
export function remainingMs(phases: readonly PhaseView[], nowMs: number): number | null {
  let left = 0;
  for (const phase of phases) {
    if (phase.state === 'done' || phase.state === 'failed') continue;
    if (phase.usualMs === null) return null;
    const spent = phase.startedAt ? nowMs - Date.parse(phase.startedAt) : 0;
    left += Math.max(0, phase.usualMs - spent);
  }
  return left;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
