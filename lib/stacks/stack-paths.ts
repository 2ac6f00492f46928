import type { HeatEvent, HeatResource } from '#lib/openstack/heat/types.ts';

/** Stack id → path of the resource that is this nested stack; the cluster's own stack has ''. */
export type StackPaths = Map<string, string>;

export function joinPath(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`;
}

/** Heat says of a resource which stack holds it, but not where that stack hangs: followed here from the root down. */
export function placeResources(rootStackId: string, resources: readonly HeatResource[]): { path: string; parentPath: string; resource: HeatResource }[] {
  const byStack = groupByStack(resources);
  const placed: { path: string; parentPath: string; resource: HeatResource }[] = [];
  const open = [{ stackId: rootStackId, parentPath: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { stackId, parentPath } = next;
    const inside = byStack.get(stackId) ?? [];
    byStack.delete(stackId);
    for (const resource of inside) {
      const path = joinPath(parentPath, resource.name);
      placed.push({ path, parentPath, resource });
      if (resource.physicalResourceId) open.push({ stackId: resource.physicalResourceId, parentPath: path });
    }
  }
  return placed;
}

/** A stack tells of itself by an event whose resource is the stack: it belongs to the resource that the stack is. */
export function isStackItself(event: HeatEvent): boolean {
  return event.physicalResourceId === event.stackId && event.resourceName === event.stackName;
}

/** @param rootName name of the cluster's stack */
export function pathOfEvent(event: HeatEvent, paths: StackPaths, rootName: string): string {
  const parent = paths.get(event.stackId) ?? pathFromStackName(event.stackName, rootName);
  return isStackItself(event) ? parent : joinPath(parent, event.resourceName);
}

/**
 * A nested stack that is gone again, or too new to be listed: Heat names it
 * `<parent stack>-<resource>-<12 random characters>` (heat/common/short_id.py).
 */
export function pathFromStackName(stackName: string, rootName: string): string {
  if (!stackName.startsWith(`${rootName}-`)) return '';
  const names: string[] = [];
  let rest = stackName.slice(rootName.length);
  for (let part = /^-(.+?)-[a-z2-7]{12}(?=-|$)/.exec(rest); part; part = /^-(.+?)-[a-z2-7]{12}(?=-|$)/.exec(rest)) {
    names.push(part[1] ?? '');
    rest = rest.slice(part[0].length);
  }
  return names.join('/');
}

function groupByStack(resources: readonly HeatResource[]): Map<string, HeatResource[]> {
  const byStack = new Map<string, HeatResource[]>();
  for (const resource of resources) {
    const inside = byStack.get(resource.stackId);
    if (inside) inside.push(resource);
    else byStack.set(resource.stackId, [resource]);
  }
  return byStack;
}
