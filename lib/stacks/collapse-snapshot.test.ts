import { describe, expect, it } from 'vitest';
import { collapseSnapshot, mostResourcesInPage } from './collapse-snapshot.ts';
import { buildResourceGraph } from './resource-graph.ts';
import { testResource } from './test-resource.ts';
import type { LiveSnapshot } from './view.ts';

function snapshotOf(minions: number): LiveSnapshot {
  const resources = [testResource('private_network', 'OS::Neutron::Net'), testResource('kube_minions', 'OS::Heat::ResourceGroup')];
  for (let index = 0; index < minions; index += 1) {
    resources.push(testResource(`kube_minions/${index}`, 'kubeminion.yaml'));
    resources.push(testResource(`kube_minions/${index}/server`, 'OS::Nova::Server'));
  }
  return { cluster: {} as LiveSnapshot['cluster'], events: [], resources, phases: [], boots: [], revision: 1 };
}

describe('collapseSnapshot', () => {
  it('leaves a small cluster as it is', () => {
    const snapshot = snapshotOf(10);
    expect(collapseSnapshot(snapshot)).toEqual({ first: snapshot, complete: true });
  });

  it('keeps every group and node of a large cluster, so that the closed graph is drawn the same', () => {
    const snapshot = snapshotOf(mostResourcesInPage);
    const { first, complete } = collapseSnapshot(snapshot);
    expect(complete).toBe(false);
    expect(first.resources.length).toBeLessThan(snapshot.resources.length);
    const shape = ({ resources }: LiveSnapshot) =>
      buildResourceGraph(resources).groups.map((group) => [group.id, group.kind, group.state, group.nodes.map((node) => [node.path, node.state])]);
    expect(shape(first)).toEqual(shape(snapshot));
  });
});
