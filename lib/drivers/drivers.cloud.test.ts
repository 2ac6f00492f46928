import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { countResources, quotaDemand } from './count-resources.ts';
import type { Driver } from './driver.ts';
import { listDrivers } from './list-drivers.ts';
import { renderBundle } from './render-bundle.ts';
import { nodeFilesOf } from './test-node-files.ts';
import { userDataOf } from './test-user-data.ts';
import { sampleValues } from './sample-values.ts';
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
  ['three masters behind a load balancer with a floating IP, nodes without', () => ({ masterCount: 3, nodeCount: 2, masterLbEnabled: true, floatingIpEnabled: false }), { master_lb_floating_ip_enabled: 'true' }],
  ['three masters that share an address, no floating IPs', () => ({ masterCount: 3, floatingIpEnabled: false }), {}],
  ['a load balancer without a floating IP, for some networks only', () => ({ masterLbEnabled: true }), { master_lb_floating_ip_enabled: 'false', master_lb_allowed_cidrs: '10.0.0.0/24,192.0.2.0/24' }],
  ['boot volumes, volumes for containers and for etcd', () => ({ dockerVolumeSizeGib: 5, nodeCount: 3 }), { boot_volume_size: '8', etcd_volume_size: '4' }],
  ['an existing network', () => ({ ...existing, floatingIpEnabled: false }), {}],
  ['no server groups, calico, a zone, a key pair, no minion', () => ({ networkDriver: 'calico', availabilityZone: 'nova', keypairId: 'alice-key', nodeCount: 0 }), { server_group_policies: 'none' }],
  ['bare metal', () => ({ serverType: 'bm', masterCount: 3, masterLbEnabled: true, dockerVolumeSizeGib: 5 }), { boot_volume_size: '8' }],
];

/** Drivers of one main template differ by what their nodes run, not by what Heat makes: one of them goes through all shapes. */
const firstOfTemplate = new Set([...new Map([...drivers].reverse().map((driver) => [driver.manifest.templateFile, driver])).values()]);

describe.each(drivers.map((driver) => [driver.folder, driver] as const))('%s', (_folder, driver) => {
  test('the templates are valid in the eyes of Heat', async () => {
    const bundle = renderBundle(driver, sampleValues(driver, { serverType: driver.manifest.serverTypes.at(-1) ?? 'vm' }));
    await alice.heat.validateTemplate({ ...bundle, parameters: { ...bundle.parameters, ...bundle.hiddenParameters } });
  });

  test.each(firstOfTemplate.has(driver) ? shapes : shapes.slice(0, 1))('Heat expands it to what the portal counts: %s', async (_title, changes, labels) => {
    const known = new Set(driver.manifest.labels.map((label) => label.key));
    const own = Object.fromEntries(Object.entries(labels).filter(([key]) => known.has(key)));
    const bundle = renderBundle(driver, sampleValues(driver, changes(), own));
    expect(leavesOf(countResources(bundle))).toEqual(await previewTypes(bundle));
  });
});

const cidr = '10.66.0.0/24';
const named = (name: string) => {
  const driver = drivers.find((each) => each.manifest.name === name);
  if (!driver) throw new Error(`there is no driver ${name}`);
  return driver;
};
/** No machine boots: the image is one whose nodes a stand-in speaks for. */
const imageId = 'debian-12-unbooted';

interface Made {
  title: string;
  driver: Driver;
  changes: () => Partial<DriverValues>;
  labels: Record<string, string>;
}
const made: Made[] = [
  {
    title: 'cloud-config, behind a load balancer, with container volumes',
    driver: named('k8s_debian_v1'),
    changes: () => ({ masterLbEnabled: true, dockerVolumeSizeGib: 3, keypairId: 'alice-key' }),
    labels: { master_lb_allowed_cidrs: cidr },
  },
  // The test cloud has no driver that writes images to volumes, so boot volumes are left to the preview above.
  { title: 'cloud-config, on an existing network', driver: named('k8s_ubuntu_v1'), changes: () => ({ ...existing, floatingIpEnabled: false }), labels: {} },
  { title: 'nodes for another tool, three masters that share an address', driver: named('kubespray_ubuntu_v1'), changes: () => ({ masterCount: 3 }), labels: {} },
  { title: 'Ignition, bare metal, three masters that share an address', driver: named('k8s_flatcar_v1'), changes: () => ({ serverType: 'bm', masterCount: 3 }), labels: {} },
];

test.concurrent.each(made)('made for real and removed without a rest: $title', async ({ driver, changes, labels }) => {
  const name = uniqueName('driver');
  const bundle = renderBundle(driver, sampleValues(driver, { imageId, nodeCount: 1, ...changes() }, { ...labels, fixed_subnet_cidr: cidr }));
  const { id } = await alice.heat.createStack({ ...bundle, parameters: { ...bundle.parameters, ...bundle.hiddenParameters }, name, tags: ['driver-test'], timeoutMin: 10 });
  const ref = { name, id };
  try {
    const stack = await settled(ref);
    expect(stack.statusReason).toMatch(/completed successfully/);
    const resources = await alice.heat.listResources(ref);
    expect(countBy(resources.map((resource) => resource.type))).toEqual(countResources(bundle));
    expect(stack.outputs.api_address).toMatch(/^https:\/\/[\d.]+:6443$/);
    expect(stack.outputs.kube_masters).toHaveLength(Number(bundle.parameters.number_of_masters));
    expect(stack.outputs.kube_minions).toHaveLength(Number(bundle.parameters.number_of_minions));
    expect(JSON.stringify(stack.outputs)).not.toMatch(/PRIVATE|abcdef\.|X-Auth-Token/);
    await checkQuota(bundle, resources);
    await checkUserData(bundle, resources);
  } finally {
    await alice.heat.deleteStack(ref);
  }
  while ((await alice.heat.findStack({ name }, { outputs: false })) !== null) await pause(1000);
}, createTimeoutMs);

type Resources = Awaited<ReturnType<Scope['heat']['listResources']>>;
const idsOf = (resources: Resources, type: string) => resources.filter((resource) => resource.type === type).map((resource) => resource.physicalResourceId ?? '');

async function checkQuota(bundle: RenderedBundle, resources: Resources): Promise<void> {
  const demand = quotaDemand(bundle);
  const groups = idsOf(resources, 'OS::Neutron::SecurityGroup');
  const rules = await Promise.all(groups.map((group) => call<{ security_group_rules: unknown[] }>('network', `/v2.0/security-group-rules?security_group_id=${group}`)));
  expect(rules.reduce((all, answer) => all + answer.security_group_rules.length, 0)).toBe(demand.securityGroupRules);
  expect(idsOf(resources, 'OS::Cinder::Volume')).toHaveLength(demand.volumes);
  const [network] = idsOf(resources, 'OS::Neutron::Net');
  if (network === undefined) return;
  const { ports } = await call<{ ports: { device_owner: string; security_groups: string[]; allowed_address_pairs: object[] }[] }>('network', `/v2.0/ports?network_id=${network}`);
  // Where agents run, the cloud's own DHCP ports join these.
  const own = ports.filter((port) => port.device_owner !== 'network:dhcp');
  expect(own).toHaveLength(demand.ports);
  const isFiltered = bundle.parameters.server_type !== 'bm';
  for (const port of own.filter((each) => each.device_owner.startsWith('compute:'))) {
    expect([port.security_groups.length > 0, port.allowed_address_pairs.length > 0]).toEqual([isFiltered, isFiltered]);
  }
}

/** What Nova was given is what test-user-data.ts says that Heat gives, file by file. */
async function checkUserData(bundle: RenderedBundle, resources: Resources): Promise<void> {
  const operator = await signInForTest('operator');
  const foreseen = userDataOf(bundle);
  for (const server of idsOf(resources, 'OS::Nova::Server')) {
    const { server: shown } = await call<{ server: { name: string; 'OS-EXT-SRV-ATTR:user_data': string } }>('compute', `/servers/${server}`, {
      scope: operator,
      headers: { 'OpenStack-API-Version': 'compute 2.3' },
    });
    const given = shown['OS-EXT-SRV-ATTR:user_data'];
    expect(given.length, 'Nova takes no more').toBeLessThan(65_535);
    const [, role = '', index = ''] = /-(master|minion)-(\d+)$/.exec(shown.name) ?? [];
    const expected = nodeFilesOf(foreseen.find((each) => each.path.startsWith(`kube_${role}s/${index}/`))?.userData ?? '');
    const files = nodeFilesOf(Buffer.from(given, 'base64').toString());
    expect([...files].map(([file, { mode }]) => [file, mode])).toEqual([...expected].map(([file, { mode }]) => [file, mode]));
    for (const [file, { content }] of files) {
      const text = content.toString();
      const wanted = expected.get(file)?.content.toString() ?? '';
      if (/secrets\.json|boot\.tar/.test(file)) expect(text === wanted, `${shown.name}: ${file}`).toBe(true);
      else if (file.endsWith('.json')) expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(Object.keys(JSON.parse(wanted) as object).sort());
      else expect(text.replace(/exec curl .*handle\/signal/, '')).toBe(wanted.replace(/exec curl .*handle\/signal/, ''));
    }
    expect(/BEGIN (CA|ETCD|FRONT PROXY|SERVICE ACCOUNT) KEY/.test(files.get('/etc/jeroboam/secrets.json')?.content.toString() ?? ''), `${shown.name} holds an authority's key`).toBe(role === 'master' && (bundle.hiddenParameters.master_secrets ?? '').includes('ca_key'));
  }
}

async function settled(ref: { name: string; id: string }) {
  // Outputs are most of the work that an answer is for Heat.
  while ((await alice.heat.findStack(ref, { outputs: false }))?.status === 'CREATE_IN_PROGRESS') await pause(2000);
  return alice.heat.getStack(ref);
}
