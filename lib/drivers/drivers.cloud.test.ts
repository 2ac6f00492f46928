import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { countResources, quotaDemand } from './count-resources.ts';
import { listDrivers } from './list-drivers.ts';
import { renderBundle } from './render-bundle.ts';
import { testValues } from './test-values.ts';
import type { DriverValues, RenderedBundle } from './values.ts';

/** Against the test cloud: what Heat itself makes of each driver. */
const drivers = await listDrivers();
const createTimeoutMs = 420_000;

let alice: Scope;
let endpoints: Record<string, string>;
/** A network of the project itself, for shapes on an existing one. */
let existing = { fixedNetworkId: '', fixedSubnetId: '' };

beforeAll(async () => {
  alice = await signInForTest('alice');
  const answer = await fetch(`${process.env.OS_AUTH_URL}/auth/catalog`, { headers: { 'X-Auth-Token': alice.token } });
  const { catalog } = (await answer.json()) as { catalog: { type: string; endpoints: { interface: string; url: string }[] }[] };
  endpoints = Object.fromEntries(catalog.map((entry) => [entry.type, entry.endpoints.find((each) => each.interface === 'public')?.url ?? '']));
  const { network } = await call<{ network: { id: string } }>('network', '/v2.0/networks', { method: 'POST', body: { network: { name: uniqueName('existing') } } });
  const { subnet } = await call<{ subnet: { id: string } }>('network', '/v2.0/subnets', {
    method: 'POST',
    body: { subnet: { network_id: network.id, ip_version: 4, cidr: '10.77.0.0/24' } },
  });
  existing = { fixedNetworkId: network.id, fixedSubnetId: subnet.id };
});

afterAll(async () => {
  await call('network', `/v2.0/networks/${existing.fixedNetworkId}`, { method: 'DELETE' });
});

async function call<T>(service: string, path: string, init: { method?: string; body?: unknown; scope?: Scope; headers?: Record<string, string> } = {}): Promise<T> {
  const answer = await fetch(endpoints[service] + path, {
    method: init.method ?? 'GET',
    headers: { 'X-Auth-Token': (init.scope ?? alice).token, 'Content-Type': 'application/json', ...init.headers },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${service}${path}: ${answer.status} ${text.slice(0, 1000)}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

type Preview = { resource_type: string } | Preview[];

/** Heat's own expansion of the bundle, groups and nested templates included, with nothing made. */
async function previewTypes(bundle: RenderedBundle): Promise<Record<string, number>> {
  const body = {
    stack_name: uniqueName('preview'),
    template: bundle.template,
    files: bundle.files,
    environment: bundle.environment,
    parameters: { ...bundle.parameters, ...bundle.hiddenParameters },
  };
  const { stack } = await call<{ stack: { resources: Preview[] } }>('orchestration', '/stacks/preview', { method: 'POST', body });
  return countBy(stack.resources.flatMap(typesIn));
}

function typesIn(preview: Preview): string[] {
  return Array.isArray(preview) ? preview.flatMap(typesIn) : [preview.resource_type];
}

function countBy(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** A preview lists what is in a group and in a nested stack, not these themselves. */
function leavesOf(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([type]) => type !== 'OS::Heat::ResourceGroup' && !type.endsWith('.yaml')));
}

type Shape = [title: string, changes: () => Partial<DriverValues>, labels: Record<string, string>];

const shapes: Shape[] = [
  ['one master, one minion, floating IPs', () => ({}), {}],
  ['no floating IPs', () => ({ floatingIpEnabled: false }), {}],
  ['three masters behind a load balancer', () => ({ masterCount: 3, nodeCount: 2, masterLbEnabled: true }), {}],
  ['a load balancer with a floating IP, nodes without', () => ({ masterLbEnabled: true, floatingIpEnabled: false }), { master_lb_floating_ip_enabled: 'true' }],
  ['a load balancer without a floating IP, nodes with', () => ({ masterLbEnabled: true }), { master_lb_floating_ip_enabled: 'false' }],
  ['a load balancer for some networks only', () => ({ masterLbEnabled: true }), { master_lb_allowed_cidrs: '10.0.0.0/24,192.0.2.0/24' }],
  ['a volume for containers', () => ({ dockerVolumeSizeGib: 5, nodeCount: 3 }), {}],
  ['boot volumes and a volume for containers', () => ({ dockerVolumeSizeGib: 5 }), { boot_volume_size: '8' }],
  ['an existing network', () => ({ ...existing, floatingIpEnabled: false }), {}],
  ['no server groups, calico, a zone and a key pair', () => ({ networkDriver: 'calico', availabilityZone: 'nova', keypairId: 'alice-key' }), { server_group_policies: 'none' }],
  ['no minion at all', () => ({ nodeCount: 0 }), {}],
];

describe.each(drivers.map((driver) => [driver.folder, driver] as const))('%s', (_folder, driver) => {
  test('the template is valid in the eyes of Heat', async () => {
    const bundle = renderBundle(driver, testValues(driver));
    await alice.heat.validateTemplate({ ...bundle, parameters: { ...bundle.parameters, ...bundle.hiddenParameters } });
  });

  test.each(shapes)('Heat expands it to what the portal counts: %s', async (_title, changes, labels) => {
    const bundle = renderBundle(driver, testValues(driver, changes(), labels));
    expect(leavesOf(countResources(bundle))).toEqual(await previewTypes(bundle));
  }, 60_000);
});

const cidr = '10.66.0.0/24';
const madeShapes: Shape[] = [
  ['behind a load balancer, with container volumes', () => ({ masterLbEnabled: true, dockerVolumeSizeGib: 3, keypairId: 'alice-key' }), { master_lb_allowed_cidrs: cidr }],
  ['without load balancer', () => ({}), {}],
  // The test cloud has no driver that writes images to volumes, so boot volumes are left to the preview above.
  ['on an existing network', () => ({ ...existing, floatingIpEnabled: false }), {}],
];

const made = drivers.flatMap((driver) => madeShapes.map(([title, changes, labels]) => ({ driver, title: `${driver.folder} ${title}`, changes, labels })));

describe.each(made)('made for real: $title', ({ driver, changes, labels }) => {
  const name = uniqueName('driver');
  const render = () => renderBundle(driver, testValues(driver, { nodeCount: 2, ...changes() }, { ...labels, fixed_subnet_cidr: cidr }));
  let ref: { name: string; id: string } | undefined;

  afterAll(async () => {
    if (ref) await alice.heat.deleteStack(ref);
  });

  test('the stack completes, its resources are those counted, its quota that foreseen, its outputs those mapped', async () => {
    const bundle = render();
    const { id } = await alice.heat.createStack({ ...bundle, parameters: { ...bundle.parameters, ...bundle.hiddenParameters }, name, tags: ['driver-test'], timeoutMin: 10 });
    ref = { name, id };
    const stack = await settled(ref);
    expect(stack.statusReason).toMatch(/completed successfully/);

    const resources = await alice.heat.listResources(ref);
    expect(countBy(resources.map((resource) => resource.type))).toEqual(countResources(bundle));

    expect(stack.outputs.api_address).toMatch(/^https:\/\/[\d.]+:6443$/);
    expect(stack.outputs.kube_masters).toHaveLength(1);
    expect(stack.outputs.kube_minions).toHaveLength(2);
    expect(JSON.stringify(stack.outputs)).not.toMatch(/PRIVATE|abcdef\.|X-Auth-Token/);

    const demand = quotaDemand(bundle);
    const idOf = (type: string) => resources.filter((resource) => resource.type === type).map((resource) => resource.physicalResourceId ?? '');
    const network = idOf('OS::Neutron::Net')[0] ?? existing.fixedNetworkId;
    const { ports } = await call<{ ports: { device_owner: string; project_id: string }[] }>('network', `/v2.0/ports?network_id=${network}`);
    // Where agents run, the cloud's own DHCP ports join these.
    expect(ports.filter((port) => port.device_owner !== 'network:dhcp')).toHaveLength(demand.ports);

    const groups = idOf('OS::Neutron::SecurityGroup');
    const rules = await Promise.all(groups.map((group) => call<{ security_group_rules: unknown[] }>('network', `/v2.0/security-group-rules?security_group_id=${group}`)));
    expect(rules.reduce((all, answer) => all + answer.security_group_rules.length, 0)).toBe(demand.securityGroupRules);
    expect(idOf('OS::Cinder::Volume')).toHaveLength(demand.volumes);

    const operator = await signInForTest('operator');
    for (const server of idOf('OS::Nova::Server')) {
      const { server: shown } = await call<{ server: { name: string; 'OS-EXT-SRV-ATTR:user_data': string } }>('compute', `/servers/${server}`, {
        scope: operator,
        headers: { 'OpenStack-API-Version': 'compute 2.3' },
      });
      const userData = shown['OS-EXT-SRV-ATTR:user_data'];
      expect(userData.length, 'Nova takes no more').toBeLessThan(65_535);
      const text = Buffer.from(userData, 'base64').toString();
      expect(/BEGIN (CA|ETCD|FRONT PROXY|SERVICE ACCOUNT) KEY/.test(text), `${shown.name} holds an authority's key`).toBe(shown.name.includes('-master-'));
    }
  }, createTimeoutMs);

  test('deleting the stack leaves nothing of it', async () => {
    if (!ref) throw new Error('no stack was made');
    const resources = await alice.heat.listResources(ref);
    await alice.heat.deleteStack(ref);
    while ((await alice.heat.findStack({ name })) !== null) await pause(1000);
    const network = resources.find((resource) => resource.type === 'OS::Neutron::Net')?.physicalResourceId;
    if (network) expect((await alice.neutron.listNetworks()).some((each) => each.id === network)).toBe(false);
    const { ports } = await call<{ ports: { device_owner: string }[] }>('network', `/v2.0/ports?network_id=${network ?? existing.fixedNetworkId}`);
    expect(ports.filter((port) => port.device_owner !== 'network:dhcp')).toEqual([]);
  }, createTimeoutMs);
});

async function settled(ref: { name: string; id: string }) {
  for (;;) {
    const stack = await alice.heat.getStack(ref);
    if (stack.status !== 'CREATE_IN_PROGRESS') return stack;
    await pause(2000);
  }
}
