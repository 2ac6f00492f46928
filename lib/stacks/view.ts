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

/** A step of a node's set-up, as the node itself has told of it. */
export interface BootStepView {
  /** From 1. */
  number: number;
  name: string;
  title: string;
  state: 'started' | 'done' | 'failed';
  /** Null while it runs, or when the signal that said so was lost. */
  seconds: number | null;
  startedAt: string | null;
  /** What the step has to say of its success: "clock 0 s from Keystone's". */
  note: string | null;
  /** Of a failed one: what the node says in a sentence, and the end of its log. */
  sentence: string | null;
  log: string | null;
}

/** How far a node's set-up is: the steps it has told of, in order. */
export interface NodeBootView {
  /** Of the node in its resource group: kube_masters/0 */
  path: string;
  total: number;
  steps: BootStepView[];
}

/** Nodes of a cluster that Heat has begun to make, and those that are complete. */
export interface NodeProgressView {
  mastersBegun: number;
  mastersDone: number;
  minionsBegun: number;
  minionsDone: number;
}

/** Everything the cluster page needs at once, and what is sent first to a new listener. */
export interface LiveSnapshot {
  cluster: ClusterView;
  events: StackEventView[];
  resources: StackResourceView[];
  phases: PhaseView[];
  boots: NodeBootView[];
  revision: number;
}

/**
 * What is pushed: all that changed after the revision the browser has. `id:` of the SSE frame is `revision`. Of
 * `boots` the nodes that have told something new, each whole.
 */
export type LiveChange =
  | {
      kind: 'change';
      revision: number;
      cluster: ClusterView;
      events: StackEventView[];
      resources: StackResourceView[];
      phases: PhaseView[];
      boots: NodeBootView[];
    }
  | { kind: 'gone' };
