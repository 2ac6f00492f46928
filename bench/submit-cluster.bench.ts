import type { Bench, Figure } from './figure.ts';
import { median } from './figure.ts';
import { stockKeyPairs } from '#lib/certificates/take-key-pair.ts';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { makeTemplateInput } from '#lib/cluster-templates/test-template-input.ts';
import { createCluster } from '#lib/clusters/create-cluster.ts';
import { clusterInput } from '#lib/clusters/test-cluster-input.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';

const runs = 7;
const method = `createCluster from call to return on the test cloud, one master, keys in stock; waiting is taken from the portal's own clients, calls that overlap counted once; median of ${runs} after one to warm up`;

/** Submit → Heat has accepted the stack: whole, waited for Keystone and Heat, and the rest. */
const bench: Bench = {
  title: 'Submitting a cluster',
  async measure(): Promise<Figure[]> {
    const alice = await signInForTest('alice');
    const { id: templateId } = await createClusterTemplate(alice, (await makeTemplateInput(alice)).input);
    const taken: Submission[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const figures = await submitOnce(alice, templateId);
      if (run > 0) taken.push(figures);
    }
    const figure = (name: string, values: number[], atMost: number | null): Figure => ({ name, value: median(values), unit: 'ms', atMost, method });
    return [
      figure('submit, whole', taken.map(({ whole }) => whole), null),
      figure('submit, waited for Keystone and Heat', taken.map(({ keystoneAndHeat }) => keystoneAndHeat), null),
      figure('submit, beyond Keystone and Heat', taken.map(({ whole, keystoneAndHeat }) => whole - keystoneAndHeat), 100),
      figure('submit, waited for no service at all', taken.map(({ whole, anyService }) => whole - anyService), null),
    ];
  },
};

interface Submission {
  whole: number;
  keystoneAndHeat: number;
  anyService: number;
}

type Span = [from: number, to: number];

async function submitOnce(alice: Scope, templateId: string): Promise<Submission> {
  const keystoneAndHeat: Span[] = [];
  const others: Span[] = [];
  const timed = <C extends object>(client: C, spans: Span[]): C =>
    Object.fromEntries(
      Object.entries(client).map(([name, call]) => [
        name,
        async (...parameters: unknown[]) => {
          const began = performance.now();
          try {
            return await (call as (...given: unknown[]) => Promise<unknown>)(...parameters);
          } finally {
            spans.push([began, performance.now()]);
          }
        },
      ]),
    ) as C;
  const scope: Scope = {
    ...alice,
    keystone: timed(alice.keystone, keystoneAndHeat),
    heat: timed(alice.heat, keystoneAndHeat),
    nova: timed(alice.nova, others),
    neutron: timed(alice.neutron, others),
    cinder: alice.cinder && timed(alice.cinder, others),
    octavia: alice.octavia && timed(alice.octavia, others),
  };
  const input = clusterInput({ templateId });
  // As the wizard's preview does, which every submission comes after.
  await stockKeyPairs();
  const began = performance.now();
  const { clusterId } = await createCluster(scope, input);
  const whole = performance.now() - began;

  const row = await db().cluster.findUniqueOrThrow({ where: { id: clusterId } });
  if (row.stackId) await alice.heat.deleteStack({ name: row.stackName, id: row.stackId });
  await db().cluster.delete({ where: { id: clusterId } });
  // After the stack: its delete does not need the trust, Heat has one of its own.
  if (row.trustId) await alice.keystone.deleteTrust(row.trustId);
  return { whole, keystoneAndHeat: lengthOf(keystoneAndHeat), anyService: lengthOf([...keystoneAndHeat, ...others]) };
}

/** Of the union of the spans. */
function lengthOf(spans: readonly Span[]): number {
  let length = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    length += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return length;
}

export default bench;
