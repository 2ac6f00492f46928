import type { StackEvent, StackResource } from '#lib/db/generated/client.ts';
import type { StackEventView, StackResourceView } from './view.ts';

export function toEventView(row: StackEvent): StackEventView {
  return {
    id: row.eventId,
    seq: Number(row.seq),
    revision: Number(row.revision),
    path: row.path,
    resourceName: row.resourceName,
    resourceType: row.resourceType,
    physicalResourceId: row.physicalResourceId,
    status: row.status,
    reason: row.reason,
    at: row.eventAt.toISOString(),
  };
}

export function toResourceView(row: StackResource): StackResourceView {
  return {
    path: row.path,
    parentPath: row.parentPath,
    name: row.resourceName,
    type: row.resourceType,
    physicalResourceId: row.physicalResourceId,
    status: row.status,
    reason: row.reason,
    requires: row.requires,
    changedAt: row.changedAt.toISOString(),
    revision: Number(row.revision),
    removed: row.removed,
  };
}
