import type { Edge, Node, Rect } from '@xyflow/react';
import type { ShownState } from '#lib/clusters/status.ts';
import type { GraphGroup, GraphNode } from '#lib/stacks/resource-graph.ts';
import { boxHeaderHeight, lookOf, rowHeight, shownRows, tileGrid } from '#lib/stacks/graph-layout.ts';
import { stateWord } from '#components/ui/state-badge.tsx';

const margin = 24;

type Colours = (name: string) => string;

/** The graph as one SVG file with its colours resolved, so that it looks the same outside the portal. */
export function drawGraphSvg(nodes: readonly Node[], edges: readonly Edge[], bounds: Rect): string {
  const colours = readColours();
  const origins = new Map<string, { x: number; y: number }>();
  for (const node of nodes) {
    const parent = node.parentId ? origins.get(node.parentId) : undefined;
    origins.set(node.id, { x: node.position.x + (parent?.x ?? 0), y: node.position.y + (parent?.y ?? 0) });
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const lines = edges.flatMap((edge) => {
    const from = byId.get(edge.source);
    const to = byId.get(edge.target);
    const start = origins.get(edge.source);
    const end = origins.get(edge.target);
    if (!from || !to || !start || !end) return [];
    const [x1, y1] = [start.x + (from.width ?? 0), start.y + (from.height ?? 0) / 2];
    const [x2, y2] = [end.x, end.y + (to.height ?? 0) / 2];
    const middle = (x1 + x2) / 2;
    return `<path d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" fill="none" stroke="${colours('line-strong')}"/>`;
  });
  const boxes = nodes.map((node) => {
    const { x, y } = origins.get(node.id) ?? { x: 0, y: 0 };
    return `<g transform="translate(${x} ${y})">${drawBox(node, colours)}</g>`;
  });
  const width = bounds.width + 2 * margin;
  const height = bounds.height + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Inter, system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="${colours('canvas')}"/>`,
    `<g transform="translate(${margin - bounds.x} ${margin - bounds.y})">`,
    ...lines,
    ...boxes,
    '</g></svg>',
  ].join('\n');
}

function readColours(): Colours {
  const probe = document.createElement('span');
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found) return found;
    document.body.append(probe);
    probe.style.color = `var(--${name})`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    known.set(name, colour);
    return colour;
  };
}

function drawBox(node: Node, colours: Colours): string {
  const width = node.width ?? 0;
  const height = node.height ?? 0;
  const data = node.data as { group?: GraphGroup; node?: GraphNode; title?: string; state?: ShownState };
  if (data.node) {
    return [
      frame(width, height, 8, colours('surface'), colours(data.node.state === 'failed' ? 'failed' : 'line')),
      text(12, 19, data.node.title, colours('ink'), 600),
      text(12, 34, shorten(data.node.name, 20), colours('muted'), 400),
      mark(width - 18, height / 2, data.node.state, colours),
    ].join('');
  }
  const state = data.group?.state ?? data.state ?? 'waiting';
  const head = [
    frame(width, height, 12, colours(data.group ? 'surface' : 'sunken'), colours('line')),
    mark(19, boxHeaderHeight / 2, state, colours),
    text(34, boxHeaderHeight / 2 + 4, data.group?.title ?? data.title ?? '', colours('ink'), 600),
  ];
  return [...head, ...(data.group ? drawInside(data.group, width, colours) : [])].join('');
}

function drawInside(group: GraphGroup, width: number, colours: Colours): string[] {
  if (lookOf(group) === 'rows') {
    return shownRows(group.nodes).shown.map((node, index) => {
      const y = boxHeaderHeight + index * rowHeight + rowHeight / 2;
      return text(14, y + 4, shorten(node.name, 28), colours('ink'), 400) + mark(width - 18, y, node.state, colours);
    });
  }
  const grid = tileGrid(group.nodes.length);
  const left = (width - grid.width) / 2;
  return group.nodes.map((node, index) => {
    const x = left + (index % grid.columns) * (grid.tileWidth + grid.gap);
    const y = boxHeaderHeight + 4 + Math.floor(index / grid.columns) * (grid.tileHeight + grid.gap);
    const fill = colours(grid.size === 'small' ? node.state : `${node.state}-soft`);
    const tile = `<rect x="${x}" y="${y}" width="${grid.tileWidth}" height="${grid.tileHeight}" rx="4" fill="${fill}" stroke="${colours(node.state)}"><title>${escape(`${node.title}: ${stateWord[node.state]}`)}</title></rect>`;
    return grid.size === 'large' ? tile + text(x + 10, y + 22, node.title, colours('ink'), 500) : tile;
  });
}

function frame(width: number, height: number, radius: number, fill: string, stroke: string): string {
  return `<rect width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
}

function text(x: number, y: number, words: string, fill: string, weight: number): string {
  return `<text x="${x}" y="${y}" fill="${fill}" font-weight="${weight}">${escape(words)}</text>`;
}

/** A dot with the state's word as its title. */
function mark(x: number, y: number, state: ShownState, colours: Colours): string {
  return `<circle cx="${x}" cy="${y}" r="5" fill="${colours(state)}"><title>${stateWord[state]}</title></circle>`;
}

function shorten(words: string, length: number): string {
  return words.length > length ? `${words.slice(0, length - 1)}…` : words;
}

function escape(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
