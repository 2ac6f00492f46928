import { describe, expect, it } from 'vitest';
import { buildResourceGraph, openNode, titleOfType } from './resource-graph.ts';
import { testResource } from './test-resource.ts';
import type { StackResourceView } from './view.ts';

const cluster = [
  testResource('private_network', 'OS::Neutron::Net'),
  testResource('private_subnet', 'OS::Neutron::Subnet', { requires: ['private_network'] }),
  testResource('secgroup_master', 'OS::Neutron::SecurityGroup'),
  testResource('api_lb', 'lb_api.yaml', { requires: ['private_subnet'] }),
  testResource('api_lb/loadbalancer', 'OS::Octavia::LoadBalancer'),
  testResource('kube_masters', 'OS::Heat::ResourceGroup', { requires: ['api_lb', 'private_subnet', 'secgroup_master'], status: 'CREATE_IN_PROGRESS' }),
  ...[0, 2, 10].flatMap((index) => [
    testResource(`kube_masters/${index}`, 'kubemaster.yaml', { status: index === 10 ? 'CREATE_IN_PROGRESS' : 'CREATE_COMPLETE' }),
    testResource(`kube_masters/${index}/eth0`, 'OS::Neutron::Port'),
    testResource(`kube_masters/${index}/kube-master`, 'OS::Nova::Server', { requires: ['eth0'] }),
  ]),
];

describe('buildResourceGraph', () => {
  const graph = buildResourceGraph(cluster);

  it('makes boxes by kind, left to right', () => {
    expect(graph.groups.map(({ kind }) => kind)).toEqual(['network', 'security', 'load-balancer', 'masters']);
  });

  it('does not take what masters need for masters', () => {
    const ports = [testResource('kube_master_ports', 'OS::Heat::ResourceGroup'), testResource('kube_master_ports/0', 'OS::Neutron::Port')];
    expect(buildResourceGraph([...cluster, ...ports]).groups.map(({ kind }) => kind)).toEqual(['network', 'network', 'security', 'load-balancer', 'masters']);
  });

  it('shows each machine of a resource group as one node, in the order of its number', () => {
    const masters = graph.groups.at(-1);
    expect(masters?.nodes.map(({ title }) => title)).toEqual(['Master 0', 'Master 2', 'Master 10']);
    expect(masters).toMatchObject({ state: 'working', counts: { ready: 2, working: 1 }, path: 'kube_masters' });
    expect(masters?.nodes[0]?.insideCount).toBe(2);
  });

  it('draws what waits for what, between boxes and inside them', () => {
    const id = (source: string, target: string) => `${source}→${target}`;
    expect(graph.groupEdges.map((edge) => edge.id).sort()).toEqual(
      [id('load-balancer', 'group:kube_masters'), id('network', 'group:kube_masters'), id('network', 'load-balancer'), id('security', 'group:kube_masters')].sort(),
    );
    expect(graph.nodeEdges).toEqual([{ id: id('private_network', 'private_subnet'), source: 'private_network', target: 'private_subnet' }]);
  });

  it('lets a failed machine mark its box', () => {
    const failed = cluster.map((one) => (one.path === 'kube_masters/2' ? { ...one, status: 'CREATE_FAILED' } : one));
    expect(buildResourceGraph(failed).groups.at(-1)).toMatchObject({ state: 'failed', counts: { failed: 1 } });
  });

  it('names a box of single resources by what is in it', () => {
    const titles = (resources: StackResourceView[]) => buildResourceGraph(resources).groups.map(({ title }) => title);
    expect(titles([testResource('api_port', 'OS::Neutron::Port')])).toEqual(['API address']);
    expect(titles([testResource('join', 'OS::Heat::SoftwareConfig'), testResource('mime', 'OS::Heat::MultipartMime')])).toEqual(['Scripts']);
    expect(titles([testResource('join', 'OS::Heat::SoftwareConfig'), testResource('word', 'OS::Heat::RandomString')])).toEqual(['Other']);
  });

  it('leaves out what is removed', () => {
    const fewer = cluster.map((one) => (one.path.startsWith('kube_masters/2') ? { ...one, removed: true } : one));
    expect(buildResourceGraph(fewer).groups.at(-1)?.nodes.map(({ index }) => index)).toEqual([0, 10]);
  });

  it('takes 8,000 resources', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => [
      testResource(`kube_minions/${index}`, 'kubeminion.yaml'),
      ...Array.from({ length: 7 }, (__, part) => testResource(`kube_minions/${index}/r${part}`, 'OS::Neutron::Port')),
    ]).flat();
    const { groups } = buildResourceGraph([testResource('kube_minions', 'OS::Heat::ResourceGroup'), ...many]);
    expect(groups[0]?.nodes).toHaveLength(1_000);
  });
});

describe('openNode', () => {
  it('gives the resources of one machine with their edges', () => {
    const { nodes, edges } = openNode(cluster, 'kube_masters/2');
    expect(nodes.map(({ title }) => title)).toEqual(['Port', 'Server']);
    expect(edges).toMatchObject([{ source: 'kube_masters/2/eth0', target: 'kube_masters/2/kube-master' }]);
  });
});

describe('titleOfType', () => {
  it('has a word for types it was never told of', () => {
    expect(titleOfType('OS::Magnum::BigThing')).toBe('Big Thing');
    expect(titleOfType('kubeminion.yaml')).toBe('Nested stack');
  });
});
