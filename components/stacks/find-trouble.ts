import { explainFailure } from '#lib/stacks/explain-failure.ts';
import { findRootFailure } from '#lib/stacks/find-root-failure.ts';
import type { LiveState } from './live-state.ts';

export interface Trouble {
  reason: string;
  advice: string;
  path: string;
  /** Heat has deleted what failed and makes it once more. */
  triedAgain: boolean;
}

/** What has failed already while the stack as a whole is still being made: Heat says so of the stack only at the very end. */
export function findTrouble({ cluster, events, resources, boots }: Pick<LiveState, 'cluster' | 'events' | 'resources' | 'boots'>): Trouble | null {
  if (cluster.status !== 'CREATE_IN_PROGRESS' || !cluster.stackId) return null;
  const unfinished = [...resources.values()].filter(({ removed, status }) => !removed && status !== 'CREATE_COMPLETE');
  const paths = new Set(['', ...unfinished.map(({ path }) => path)]);
  const failure = findRootFailure(events.filter(({ path }) => paths.has(path)), unfinished);
  if (!failure) return null;
  const resource = resources.get(failure.path);
  const titles = Object.fromEntries([...boots.values()].flatMap(({ steps }) => steps.map(({ name, title }) => [name, title])));
  const explained = explainFailure({ ...failure, resourceType: resource?.type ?? failure.resourceType }, titles);
  return { ...explained, path: failure.path, triedAgain: resource?.status !== 'CREATE_FAILED' };
}
