import type { LiveSnapshot } from './view.ts';

/** Up to this many resources a page carries all; of more only what it shows before anything is opened. */
export const mostResourcesInPage = 1_000;

/** The depth of a resource group's members: kube_minions/3 */
const drawnDepth = 2;

/**
 * What a page is rendered with. For a large cluster only the resources that the closed graph draws: the rest,
 * with the events, comes over the live line, since HTML is the dearer way for megabytes.
 */
export function collapseSnapshot(snapshot: LiveSnapshot): { first: LiveSnapshot; complete: boolean } {
  if (snapshot.resources.length <= mostResourcesInPage) return { first: snapshot, complete: true };
  const resources = snapshot.resources.filter(({ path }) => path.split('/').length <= drawnDepth);
  return { first: { ...snapshot, resources, events: [], boots: [] }, complete: false };
}
