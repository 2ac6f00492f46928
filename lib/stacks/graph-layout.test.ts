import Elk from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { addExpectedMembers, pathsToOpen, placeInColumns, reduceEdges, shownRows, tileAt, tileGrid, toLayoutGraph } from './graph-layout.ts';
import { buildResourceGraph, openNode } from './resource-graph.ts';
import { testResource } from './test-resource.ts';

const resource = (path: string, type: string, ...requires: string[]) => testResource(path, type, { requires });

const resources = [
  resource('private_network', 'OS::Neutron::Net'),
  resource('kube_masters', 'OS::Heat::ResourceGroup', 'private_network'),
  resource('kube_masters/0', 'kubemaster.yaml'),
  resource('kube_masters/0/server', 'OS::Nova::Server', 'port'),
  resource('kube_masters/0/port', 'OS::Neutron::Port'),
  resource('kube_minions', 'OS::Heat::ResourceGroup', 'kube_masters', 'private_network'),
];
const graph = buildResourceGraph(resources);

describe('toLayoutGraph', () => {
  it('stands groups in columns from network to minions', () => {
    const columns = toLayoutGraph(graph, []).children?.map((box) => Number(box.layoutOptions?.['elk.partitioning.partition']));
    expect(columns).toEqual([0, 2, 4]);
  });

  it('puts an opened node between its group and the next, with its resources inside', () => {
    const opened = [{ path: 'kube_masters/0', title: 'Master 0', ...openNode(resources, 'kube_masters/0') }];
    const box = toLayoutGraph(graph, opened).children?.find((child) => child.id === 'open:kube_masters/0');
    expect(box?.layoutOptions?.['elk.partitioning.partition']).toBe('3');
    expect(box?.children?.map((child) => child.id)).toEqual(['kube_masters/0/port', 'kube_masters/0/server']);
    expect(box?.edges).toEqual([
      expect.objectContaining({ sources: ['kube_masters/0/port'], targets: ['kube_masters/0/server'] }),
    ]);
  });

  it('does not change with the state alone, so that nothing is laid out anew', () => {
    const failed = resources.map((each) => ({ ...each, status: 'CREATE_FAILED' }));
    expect(toLayoutGraph(buildResourceGraph(failed), [])).toEqual(toLayoutGraph(graph, []));
  });
});

describe('the layout engine', () => {
  it('keeps the columns when Heat tells no dependencies, as while it deletes', async () => {
    const alone = buildResourceGraph(resources.map((each) => ({ ...each, requires: [] })));
    const { children = [] } = await new Elk().layout(toLayoutGraph(alone, []));
    const lefts = alone.groups.map((group) => children.find((child) => child.id === group.id)?.x ?? Number.NaN);
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    expect(new Set(lefts).size).toBe(alone.groups.length);
  });
});

describe('placeInColumns', () => {
  it('places every group, none over another', () => {
    const boxes = [...placeInColumns(toLayoutGraph(graph, [])).values()];
    expect(boxes).toHaveLength(graph.groups.length);
    for (const a of boxes) {
      for (const b of boxes) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(a === b || apart).toBe(true);
      }
    }
  });
});

describe('reduceEdges', () => {
  it('leaves out what a longer way says already', () => {
    const edge = (source: string, target: string) => ({ id: `${source}${target}`, source, target });
    const kept = reduceEdges([edge('a', 'b'), edge('b', 'c'), edge('a', 'c')]);
    expect(kept.map((each) => each.id)).toEqual(['ab', 'bc']);
  });
});

describe('pathsToOpen', () => {
  it('opens the node that hides a resource, and nothing for what is in sight', () => {
    expect(pathsToOpen(graph, 'kube_masters/0/server')).toEqual(['kube_masters/0']);
    expect(pathsToOpen(graph, 'kube_masters/0')).toEqual([]);
    expect(pathsToOpen(graph, 'private_network')).toEqual([]);
  });
});

describe('addExpectedMembers', () => {
  it('draws nodes that Heat has not made yet as waiting, with numbers that go on', () => {
    const masters = addExpectedMembers(graph, { masters: 3 }).groups.find((group) => group.kind === 'masters');
    expect(masters?.nodes.map((node) => [node.title, node.state])).toEqual([
      ['Master 0', 'ready'],
      ['Master 1', 'waiting'],
      ['Master 2', 'waiting'],
    ]);
    expect(masters?.counts.waiting).toBe(2);
  });
});

describe('shownRows', () => {
  it('never folds away what has failed', () => {
    const many = buildResourceGraph(
      Array.from({ length: 20 }, (_, index) => ({
        ...resource(`net_${String(index).padStart(2, '0')}`, 'OS::Neutron::Net'),
        ...(index === 17 && { status: 'CREATE_FAILED' }),
      })),
    ).groups[0]!.nodes;
    const { shown, folded } = shownRows(many);
    expect(shown.map((node) => node.path)).toContain('net_17');
    expect(shown.length + folded).toBe(20);
  });
});

describe('tileGrid', () => {
  it('keeps a thousand tiles within a box that fits a screen', () => {
    const grid = tileGrid(1000);
    expect(grid.size).toBe('small');
    expect(grid.width).toBeLessThan(640);
    expect(grid.height).toBeLessThan(640);
  });

  it('finds the tile under a point, and none in the gaps or past the end', () => {
    const grid = tileGrid(100);
    const step = grid.tileWidth + grid.gap;
    expect(tileAt(grid, 100, 2 * step + 1, step + 1)).toBe(grid.columns + 2);
    expect(tileAt(grid, 100, grid.tileWidth + 1, 1)).toBe(-1);
    expect(tileAt(grid, 3, 5 * step + 1, 1)).toBe(-1);
  });
});
