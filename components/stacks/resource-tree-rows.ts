import type { ShownState } from '#lib/clusters/status.ts';
import { openNode, type GraphNode, type ResourceGraph } from '#lib/stacks/resource-graph.ts';
import type { StackResourceView } from '#lib/stacks/view.ts';

/** One visible line of the tree, in the order of the screen. */
export interface TreeRow {
  /** A group's id or a resource's path. */
  id: string;
  parentId: string | null;
  level: number;
  position: number;
  siblings: number;
  title: string;
  /** The resource's own name where the title is its kind. */
  detail: string | null;
  type: string | null;
  state: ShownState;
  expandable: boolean;
  expanded: boolean;
  /** Null for a group that is not itself a resource. */
  path: string | null;
}

/** What is shown with these groups and nodes unfolded. */
export function toTreeRows(
  graph: ResourceGraph,
  resources: readonly StackResourceView[],
  expandedIds: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const addNodes = (nodes: readonly GraphNode[], parentId: string, level: number) => {
    nodes.forEach((node, index) => {
      const expandable = node.insideCount > 0;
      const expanded = expandable && expandedIds.has(node.path);
      const member = node.index !== null;
      rows.push({
        id: node.path,
        parentId,
        level,
        position: index + 1,
        siblings: nodes.length,
        title: node.title,
        detail: member ? null : node.name,
        type: node.type,
        state: node.state,
        expandable,
        expanded,
        path: node.path,
      });
      if (expanded) addNodes(openNode(resources, node.path).nodes, node.path, level + 1);
    });
  };
  graph.groups.forEach((group, index) => {
    const expanded = expandedIds.has(group.id);
    const ready = group.counts.ready;
    rows.push({
      id: group.id,
      parentId: null,
      level: 1,
      position: index + 1,
      siblings: graph.groups.length,
      title: group.title,
      detail: ready === group.nodes.length ? String(ready) : `${ready} of ${group.nodes.length} ready`,
      type: null,
      state: group.state,
      expandable: group.nodes.length > 0,
      expanded,
      path: group.path,
    });
    if (expanded) addNodes(group.nodes, group.id, 2);
  });
  return rows;
}

/** Where a key leads in a tree: the row to go to, and whether it folds or unfolds the one it is on. */
export type TreeMove = { kind: 'go'; index: number } | { kind: 'toggle' } | { kind: 'open' } | null;

/** As a tree's keys are used everywhere (WAI-ARIA tree view pattern). */
export function moveInTree(rows: readonly TreeRow[], at: number, key: string): TreeMove {
  const row = rows[at];
  if (!row) return rows.length > 0 ? { kind: 'go', index: 0 } : null;
  switch (key) {
    case 'ArrowDown':
      return at + 1 < rows.length ? { kind: 'go', index: at + 1 } : null;
    case 'ArrowUp':
      return at > 0 ? { kind: 'go', index: at - 1 } : null;
    case 'Home':
      return { kind: 'go', index: 0 };
    case 'End':
      return { kind: 'go', index: rows.length - 1 };
    case 'PageDown':
      return { kind: 'go', index: Math.min(rows.length - 1, at + 10) };
    case 'PageUp':
      return { kind: 'go', index: Math.max(0, at - 10) };
    case 'ArrowRight':
      if (row.expandable && !row.expanded) return { kind: 'toggle' };
      return row.expanded && at + 1 < rows.length ? { kind: 'go', index: at + 1 } : null;
    case 'ArrowLeft': {
      if (row.expanded) return { kind: 'toggle' };
      const parent = rows.findIndex((other) => other.id === row.parentId);
      return parent >= 0 ? { kind: 'go', index: parent } : null;
    }
    case 'Enter':
    case ' ':
      return { kind: 'open' };
    default:
      return typeAhead(rows, at, key);
  }
}

function typeAhead(rows: readonly TreeRow[], at: number, key: string): TreeMove {
  if (key.length !== 1) return null;
  const wanted = key.toLowerCase();
  for (let step = 1; step <= rows.length; step += 1) {
    const index = (at + step) % rows.length;
    if (rows[index]?.title.toLowerCase().startsWith(wanted)) return { kind: 'go', index };
  }
  return null;
}
