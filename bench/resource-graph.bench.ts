import { buildResourceGraph } from '#lib/stacks/resource-graph.ts';
import { testResource } from '#lib/stacks/test-resource.ts';
import { median, timesOf, type Bench } from './figure.ts';

const runs = 21;

/** What the page computes of a cluster's resources before it draws them. */
const bench: Bench = {
  title: 'The groups of 1,000 minions',
  async measure() {
    const minions = Array.from({ length: 1_000 }, (_, index) => [
      testResource(`kube_minions/${index}`, 'kubeminion.yaml'),
      ...Array.from({ length: 7 }, (__, part) => testResource(`kube_minions/${index}/r${part}`, 'OS::Neutron::Port')),
    ]).flat();
    const resources = [testResource('kube_minions', 'OS::Heat::ResourceGroup'), ...minions];
    const value = median(await timesOf(() => buildResourceGraph(resources), runs));
    return [{ name: '8,000 resources grouped', value, unit: 'ms', atMost: 100, method: `median of ${runs} runs in one process` }];
  },
};

export default bench;
