import type { ShownState } from '#lib/clusters/status.ts';
import type { GraphEdge, GraphGroup, GraphNode, ResourceGraph } from './resource-graph.ts';
import { joinStates } from './resource-state.ts';

/** What a box of the graph shows inside: rows of resources, or one tile for each node of a resource group. */
export type BoxLook = 'rows' | 'tiles';

/** `large` tiles carry words, `medium` a glyph, `small` ones are read as texture. */
export type TileSize = 'large' | 'medium' | 'small';

export interface TileGrid {
  size: TileSize;
  columns: number;
  tileWidth: number;
  tileHeight: number;
  gap: number;
  width: number;
  height: number;
}

export const boxHeaderHeight = 40;
export const boxPadding = 12;
export const rowHeight = 30;
export const rowsWidth = 236;
export const resourceWidth = 188;
export const resourceHeight = 44;
/** More rows than these are folded into one line, so that a long list does not make the whole picture small. */
export const maxRows = 6;

/** The rows a box shows: all, or those that matter most with one line for the others. */
export function shownRows(nodes: readonly GraphNode[]): { shown: readonly GraphNode[]; folded: number } {
  if (nodes.length <= maxRows) return { shown: nodes, folded: 0 };
  const urgent = new Set([...nodes].sort((a, b) => urgency[a.state] - urgency[b.state]).slice(0, maxRows - 1));
  return { shown: nodes.filter((node) => urgent.has(node)), folded: nodes.length - urgent.size };
}

const urgency: Readonly<Record<ShownState, number>> = { failed: 0, degraded: 1, working: 2, waiting: 3, ready: 4, gone: 5 };

/** The grid for a number of tiles; from 61 on they are so small that a single drawing holds them. */
export function tileGrid(count: number): TileGrid {
  const size: TileSize = count <= 12 ? 'large' : count <= 60 ? 'medium' : 'small';
  const [tileWidth, tileHeight, gap] = size === 'large' ? [148, 36, 8] : size === 'medium' ? [28, 28, 6] : [13, 13, 3];
  const columns =
    size === 'large' ? (count <= 5 ? 1 : 2) : size === 'medium' ? Math.min(count, 8) : Math.ceil(Math.sqrt(count * 1.3));
  const rows = Math.max(1, Math.ceil(count / columns));
  return {
    size,
    columns,
    tileWidth,
    tileHeight,
    gap,
    width: columns * tileWidth + (columns - 1) * gap,
    height: rows * tileHeight + (rows - 1) * gap,
  };
}

/** The tile under a point of the grid, or -1. */
export function tileAt(grid: TileGrid, count: number, x: number, y: number): number {
  const column = Math.floor(x / (grid.tileWidth + grid.gap));
  const row = Math.floor(y / (grid.tileHeight + grid.gap));
  if (x < 0 || y < 0 || column >= grid.columns) return -1;
  if (x - column * (grid.tileWidth + grid.gap) > grid.tileWidth) return -1;
  if (y - row * (grid.tileHeight + grid.gap) > grid.tileHeight) return -1;
  const index = row * grid.columns + column;
  return index < count ? index : -1;
}

export function lookOf(group: GraphGroup): BoxLook {
  return group.path === null ? 'rows' : 'tiles';
}

export function boxSize(group: GraphGroup): { width: number; height: number } {
  if (lookOf(group) === 'rows') {
    const rows = Math.min(group.nodes.length, maxRows);
    return { width: rowsWidth, height: boxHeaderHeight + rows * rowHeight + boxPadding };
  }
  const grid = tileGrid(group.nodes.length);
  return {
    width: Math.max(172, grid.width + 2 * boxPadding),
    height: boxHeaderHeight + grid.height + 2 * boxPadding,
  };
}

/** A node that was opened: its own resources and what each waits for. */
export interface OpenedNode {
  path: string;
  title: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** The state of an opened node, from its resources. */
export function joinedState(opened: OpenedNode): ShownState {
  return joinStates(opened.nodes.map((node) => node.state));
}

/** What the layout engine is given (ELK's JSON, the part used here). */
export interface LayoutNode {
  id: string;
  width?: number;
  height?: number;
  layoutOptions?: Record<string, string>;
  children?: LayoutNode[];
  edges?: { id: string; sources: string[]; targets: string[] }[];
}

export const openedId = (path: string) => `open:${path}`;

/** Which column a group stands in, from left to right. */
const column: Readonly<Record<GraphGroup['kind'], number>> = {
  network: 0,
  security: 0,
  storage: 0,
  'load-balancer': 1,
  other: 1,
  masters: 2,
  minions: 4,
};

/**
 * The drawing as boxes for the layout engine: groups in columns from network to minions, each opened node in
 * the column right of where it came from. Changes only with what is drawn, not with its state.
 */
export function toLayoutGraph(graph: ResourceGraph, opened: readonly OpenedNode[]): LayoutNode {
  const groups = graph.groups.map((group) => ({
    id: group.id,
    ...boxSize(group),
    layoutOptions: { 'elk.partitioning.partition': String(column[group.kind]) },
  }));
  const containers = opened.map((node) => {
    const depth = ancestorsWithin(node.path, opened).length;
    const group = groupOf(graph, node.path);
    return {
      id: openedId(node.path),
      layoutOptions: {
        'elk.partitioning.partition': String((group ? column[group.kind] : 4) + 1 + depth),
        'elk.padding': `[top=${boxHeaderHeight + 4},left=14,bottom=14,right=14]`,
        'elk.spacing.nodeNode': '10',
        'elk.layered.spacing.nodeNodeBetweenLayers': '30',
      },
      children: node.nodes.map((child) => ({ id: child.path, width: resourceWidth, height: resourceHeight })),
      edges: reduceEdges(node.edges).map(toLayoutEdge),
    };
  });
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.partitioning.activate': 'true',
      // Boxes without edges (Heat tells none while it deletes) stay in their columns too.
      'elk.separateConnectedComponents': 'false',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      // Groups come in a sensible order: it is kept from top to bottom.
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.spacing.nodeNodeBetweenLayers': '64',
      'elk.spacing.nodeNode': '20',
      'elk.padding': '[top=0,left=0,bottom=0,right=0]',
    },
    children: [...groups, ...containers],
    edges: boxEdges(graph, opened).map(toLayoutEdge),
  };
}

const columnGap = 64;
const boxGap = 20;

/**
 * The boxes in plain columns, each column centred: good enough to look at until the layout engine has
 * answered. Opened nodes are left to the engine.
 */
export function placeInColumns(layout: LayoutNode): Map<string, { x: number; y: number; width: number; height: number }> {
  const columns = new Map<number, LayoutNode[]>();
  for (const box of layout.children ?? []) {
    if (box.children) continue;
    const at = Number(box.layoutOptions?.['elk.partitioning.partition'] ?? 0);
    columns.set(at, [...(columns.get(at) ?? []), box]);
  }
  const heightOf = (boxes: readonly LayoutNode[]) => boxes.reduce((sum, box) => sum + (box.height ?? 0) + boxGap, -boxGap);
  const tallest = Math.max(0, ...[...columns.values()].map(heightOf));
  const placed = new Map<string, { x: number; y: number; width: number; height: number }>();
  let x = 0;
  for (const [, boxes] of [...columns].sort(([a], [b]) => a - b)) {
    let y = (tallest - heightOf(boxes)) / 2;
    for (const { id, width = 0, height = 0 } of boxes) {
      placed.set(id, { x, y, width, height });
      y += height + boxGap;
    }
    x += Math.max(...boxes.map((box) => box.width ?? 0)) + columnGap;
  }
  return placed;
}

/** Edges between boxes: groups among each other, and from where a node was opened to its resources. */
export function boxEdges(graph: ResourceGraph, opened: readonly OpenedNode[]): GraphEdge[] {
  const edges = reduceEdges(graph.groupEdges);
  for (const node of opened) {
    const parent = ancestorsWithin(node.path, opened).at(-1);
    const source = parent ? openedId(parent) : groupOf(graph, node.path)?.id;
    if (source) edges.push({ id: `${source}→${openedId(node.path)}`, source, target: openedId(node.path) });
  }
  return edges;
}

/** Leaves out an edge whose ends are joined by others already: A→C beside A→B→C says nothing more. */
export function reduceEdges(edges: readonly GraphEdge[]): GraphEdge[] {
  const next = new Map<string, string[]>();
  for (const edge of edges) next.set(edge.source, [...(next.get(edge.source) ?? []), edge.target]);
  const reaches = (from: string, to: string, except: GraphEdge): boolean => {
    const seen = new Set<string>([from]);
    const queue = [from];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      for (const target of next.get(at) ?? []) {
        if (at === except.source && target === except.target) continue;
        if (target === to) return true;
        if (!seen.has(target)) {
          seen.add(target);
          queue.push(target);
        }
      }
    }
    return false;
  };
  return edges.filter((edge) => !reaches(edge.source, edge.target, edge));
}

/** The group a path stands in: the one whose own resource is above it, else the one that lists its first part. */
export function groupOf(graph: ResourceGraph, path: string): GraphGroup | undefined {
  const top = path.split('/')[0];
  return (
    graph.groups.find((group) => group.path === top) ??
    graph.groups.find((group) => group.path === null && group.nodes.some((node) => node.path === top))
  );
}

/** What must be opened for a resource to be drawn: kube_minions/3/kube_minion → kube_minions/3. */
export function pathsToOpen(graph: ResourceGraph, path: string): string[] {
  const parts = path.split('/');
  const group = groupOf(graph, path);
  const first = group?.path === parts[0] ? 2 : 1;
  const open: string[] = [];
  for (let length = first; length < parts.length; length += 1) open.push(parts.slice(0, length).join('/'));
  return open;
}

/** Tiles for members that Heat has not made yet, so that the picture is whole from the start. */
export function addExpectedMembers(
  graph: ResourceGraph,
  expected: Readonly<Partial<Record<GraphGroup['kind'], number>>>,
): ResourceGraph {
  const groups = graph.groups.map((group) => {
    const missing = (expected[group.kind] ?? 0) - group.nodes.length;
    if (missing <= 0 || group.path === null) return group;
    const first = group.nodes.reduce((most, node) => Math.max(most, (node.index ?? -1) + 1), 0);
    const role = group.kind === 'masters' ? 'Master' : 'Minion';
    const added = Array.from({ length: missing }, (_, offset): GraphNode => {
      const index = first + offset;
      return {
        path: `${group.path}/${index}`,
        name: String(index),
        title: `${role} ${index}`,
        type: '',
        state: 'waiting',
        status: 'INIT_COMPLETE',
        reason: null,
        physicalResourceId: null,
        changedAt: '',
        revision: 0,
        insideCount: 0,
        index,
      };
    });
    return { ...group, nodes: [...group.nodes, ...added], counts: { ...group.counts, waiting: group.counts.waiting + missing } };
  });
  return { ...graph, groups };
}

function ancestorsWithin(path: string, opened: readonly OpenedNode[]): string[] {
  return opened
    .map((node) => node.path)
    .filter((other) => path.startsWith(`${other}/`))
    .sort((a, b) => a.length - b.length);
}

function toLayoutEdge(edge: GraphEdge) {
  return { id: edge.id, sources: [edge.source], targets: [edge.target] };
}
