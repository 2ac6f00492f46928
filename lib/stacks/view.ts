import type { ClusterView } from '#lib/clusters/view.ts';

export interface StackEventView {
  /** Heat's event id. */
  id: string;
  seq: number;
  revision: number;
  path: string;
  resourceName: string;
  resourceType: string | null;
  physicalResourceId: string | null;
  status: string;
  reason: string | null;
  at: string;
}

export interface StackResourceView {
  /** Resource names from the cluster's stack down, joined by a slash: kube_masters/0/kube_master */
  path: string;
  /** Empty string for the top level. */
  parentPath: string;
  name: string;
  type: string;
  physicalResourceId: string | null;
  status: string;
  reason: string | null;
  /** Names of siblings this one waits for. */
  requires: string[];
  changedAt: string;
  revision: number;
  removed: boolean;
}

/** A named phase of the timeline; durations in milliseconds. */
export interface PhaseView {
  id: string;
  title: string;
  state: 'waiting' | 'working' | 'done' | 'failed';
  startedAt: string | null;
  endedAt: string | null;
  /** e.g. done 2 of 3 */
  done: number;
  total: number;
  /** Median of earlier clusters of this driver, when there are any. */
  usualMs: number | null;
}

/** Everything the cluster page needs at once, and what is sent first to a new listener. */
export interface LiveSnapshot {
  cluster: ClusterView;
  events: StackEventView[];
  resources: StackResourceView[];
  phases: PhaseView[];
  revision: number;
}

/** What is pushed: all that changed after the revision the browser has. `id:` of the SSE frame is `revision`. */
export type LiveChange =
  | { kind: 'change'; revision: number; cluster: ClusterView; events: StackEventView[]; resources: StackResourceView[]; phases: PhaseView[] }
  | { kind: 'gone' };
