import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { reallyChanged, type GivenBundle } from './really-changed.ts';

/** What the real Heat previews for an update that changes nothing, one thing, or all that hangs on it. */
const bundle: GivenBundle & { environment: Record<string, never> } = {
  template: `
heat_template_version: queens
parameters: {mtu: {type: number}}
resources:
  net: {type: OS::Neutron::Net}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: 10.9.0.0/24}}
  nodes:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: node.yaml, properties: {net: {get_resource: net}, subnet: {get_resource: subnet}}}}
`,
  files: {
    'node.yaml': `
heat_template_version: queens
parameters: {net: {type: string}, subnet: {type: string}}
resources:
  port: {type: OS::Neutron::Port, properties: {network: {get_param: net}, fixed_ips: [{subnet: {get_param: subnet}}]}}
  says: {type: OS::Heat::Value, properties: {value: {get_file: say.sh}}}
`,
    'say.sh': 'echo hello',
  },
  parameters: { mtu: 1400 },
  environment: {},
};

let alice: Scope;
let ref = { name: uniqueName('changed'), id: '' };

beforeAll(async () => {
  alice = await signInForTest('alice');
  ref = { ...ref, ...(await alice.heat.createStack({ ...bundle, name: ref.name, tags: [], timeoutMin: 10 })) };
  while ((await alice.heat.getStack(ref, { outputs: false })).status === 'CREATE_IN_PROGRESS') await pause(1_000);
});

afterAll(async () => {
  await alice.heat.deleteStack(ref);
});

async function changes(after: typeof bundle): Promise<string[]> {
  const reported = await alice.heat.previewUpdate({ ...after, ...ref, tags: [], timeoutMin: 10 });
  const replaced = new Set(reported.filter(({ kind }) => kind === 'replaced').map(({ resourceName }) => resourceName));
  const hasChanged = reallyChanged(bundle, after, (name) => replaced.has(name));
  return [...new Set(reported.filter(({ kind, resourceName, resourceType }) => kind !== 'unchanged' && resourceType.startsWith('OS::Neutron') && hasChanged(resourceName, resourceType)).map(({ kind, resourceName }) => `${resourceName} ${kind}`))].sort();
}

test('Heat calls what refers to others replaced when nothing changes, and that is taken out', async () => {
  const reported = await alice.heat.previewUpdate({ ...bundle, ...ref, tags: [], timeoutMin: 10 });
  expect(reported).toContainEqual(expect.objectContaining({ kind: 'replaced', resourceName: 'subnet' }));
  expect(reported).toContainEqual(expect.objectContaining({ kind: 'replaced', resourceName: 'port' }));
  expect(await changes(bundle)).toEqual([]);
});

test('what is really replaced stays, with all that hangs on it', async () => {
  const subnet = { ...bundle, template: bundle.template.replace('10.9.0.0/24', '10.9.8.0/24') };
  expect(await changes(subnet)).toEqual(['port replaced', 'subnet replaced']);
});
