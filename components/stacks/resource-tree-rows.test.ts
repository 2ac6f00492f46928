import { describe, expect, it } from 'vitest';
import { buildResourceGraph } from '#lib/stacks/resource-graph.ts';
import { testResource } from '#lib/stacks/test-resource.ts';
import { moveInTree, toTreeRows } from './resource-tree-rows.ts';

const resources = [
  testResource('private_network', 'OS::Neutron::Net'),
  testResource('kube_masters', 'OS::Heat::ResourceGroup'),
  testResource('kube_masters/0', 'kubemaster.yaml'),
  testResource('kube_masters/0/server', 'OS::Nova::Server'),
  testResource('kube_masters/1', 'kubemaster.yaml'),
  testResource('kube_masters/1/server', 'OS::Nova::Server'),
];
const graph = buildResourceGraph(resources);
const mastersId = graph.groups.find((group) => group.kind === 'masters')?.id ?? '';
const rowsWith = (...expanded: string[]) => toTreeRows(graph, resources, new Set(expanded));

describe('toTreeRows', () => {
  it('shows only groups while all is folded', () => {
    expect(rowsWith().map((row) => row.title)).toEqual(['Network', 'Masters']);
  });

  it('tells level, position and number of siblings as a screen reader needs them', () => {
    const rows = rowsWith(mastersId, 'kube_masters/1');
    expect(rows.map(({ title, level, position, siblings }) => [title, level, position, siblings])).toEqual([
      ['Network', 1, 1, 2],
      ['Masters', 1, 2, 2],
      ['Master 0', 2, 1, 2],
      ['Master 1', 2, 2, 2],
      ['Server', 3, 1, 1],
    ]);
  });
});

describe('moveInTree', () => {
  it('unfolds with the right arrow and then steps inside', () => {
    expect(moveInTree(rowsWith(), 1, 'ArrowRight')).toEqual({ kind: 'toggle' });
    expect(moveInTree(rowsWith(mastersId), 1, 'ArrowRight')).toEqual({ kind: 'go', index: 2 });
  });

  it('goes to the parent with the left arrow and folds it with the next', () => {
    const rows = rowsWith(mastersId);
    expect(moveInTree(rows, 3, 'ArrowLeft')).toEqual({ kind: 'go', index: 1 });
    expect(moveInTree(rows, 1, 'ArrowLeft')).toEqual({ kind: 'toggle' });
  });

  it('reaches both ends with Home and End', () => {
    const rows = rowsWith(mastersId);
    expect(moveInTree(rows, 2, 'Home')).toEqual({ kind: 'go', index: 0 });
    expect(moveInTree(rows, 0, 'End')).toEqual({ kind: 'go', index: rows.length - 1 });
    expect(moveInTree(rows, rows.length - 1, 'ArrowDown')).toBeNull();
  });

  it('finds the next row by its first letter', () => {
    expect(moveInTree(rowsWith(mastersId), 0, 'm')).toEqual({ kind: 'go', index: 1 });
    expect(moveInTree(rowsWith(mastersId), 1, 'm')).toEqual({ kind: 'go', index: 2 });
  });
});
