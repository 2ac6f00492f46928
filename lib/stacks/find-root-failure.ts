import type { ClusterFailure } from '#lib/clusters/view.ts';

/** The part of an event that tells of a failure; oldest first when in a list. */
export interface FailureEvent {
  path: string;
  resourceName: string;
  resourceType: string | null;
  status: string;
  reason: string | null;
  at: string;
}

export interface FailureResource {
  path: string;
  name: string;
  type: string;
  status: string;
  reason: string | null;
  changedAt: string;
}

/**
 * The resource that failed by itself, as opposed to those that failed because something inside them
 * did, or were called off because a neighbour did. Of several the first in time.
 * @param events oldest first, of any age: only those since the stack's last start count
 * @returns null when nothing failed
 */
export function findRootFailure(events: readonly FailureEvent[], resources: readonly FailureResource[]): ClusterFailure | null {
  const failed = [...failedEvents(events), ...failedResources(resources)];
  const leaves = failed.filter((one) => one.path !== '' && !failed.some((other) => other.path.startsWith(`${one.path}/`)));
  const own = leaves.filter((one) => !isCalledOff(one.reason));
  // Heat tries some resources again: one that is there by now is not why the stack has failed.
  const lasting = own.filter(({ path }) => resources.some((resource) => resource.path === path && resource.status.endsWith('_FAILED')));
  const root = lasting[0] ?? own[0] ?? leaves[0];
  return root ? { ...root, reason: fullestReason(root, failed) } : null;
}

/** Heat cuts what an event says at 255 characters; the resource itself has it whole. */
function fullestReason(root: ClusterFailure, failed: readonly ClusterFailure[]): string {
  return failed.filter(({ path }) => path === root.path).reduce((longest, { reason }) => (reason.length > longest.length ? reason : longest), root.reason);
}

function failedEvents(events: readonly FailureEvent[]): ClusterFailure[] {
  const start = events.findLastIndex((event) => event.path === '' && event.status.endsWith('_IN_PROGRESS'));
  return events
    .slice(start + 1)
    .filter((event) => event.status.endsWith('_FAILED'))
    .map((event) => ({
      path: event.path,
      resourceName: event.resourceName,
      resourceType: event.resourceType ?? '',
      reason: event.reason ?? '',
      at: event.at,
    }));
}

/** Heat keeps a bounded number of events of a stack: what failed may only be seen on the resource itself. */
function failedResources(resources: readonly FailureResource[]): ClusterFailure[] {
  return resources
    .filter((resource) => resource.status.endsWith('_FAILED'))
    .sort((a, b) => a.changedAt.localeCompare(b.changedAt))
    .map((resource) => ({
      path: resource.path,
      resourceName: resource.name,
      resourceType: resource.type,
      reason: resource.reason ?? '',
      at: resource.changedAt,
    }));
}

/** Heat stops the neighbours of a failed resource and marks them failed too. */
function isCalledOff(reason: string): boolean {
  return /\b(aborted|cancelled|canceled)\b/i.test(reason) && !/^Build of instance/i.test(withoutPrefix(reason));
}

function withoutPrefix(reason: string): string {
  return reason.replace(/^[A-Za-z]+: (?:resources\S+: )?/, '');
}
