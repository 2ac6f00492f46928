import { beforeAll, expect, it } from 'vitest';
import { failureOf } from '../expect-failure.ts';
import type { Scope } from '../scope.ts';
import { signInForTest, uniqueName } from '../test-sign-in.ts';

let alice: Scope;

beforeAll(async () => {
  alice = await signInForTest('alice');
});

it('lists flavors with their sizes', async () => {
  const flavors = await alice.nova.listFlavors();
  expect(flavors.find((flavor) => flavor.name === 'm1.medium')).toMatchObject({ vcpus: 2, ramMib: 4096, diskGib: 40, ephemeralGib: 0, public: true, serverTypes: ['vm'] });
  expect(flavors.find((flavor) => flavor.name === 'bm.general')).toMatchObject({ serverTypes: ['bm'] });
});

it("lists one's own keypairs", async () => {
  const keypairs = await alice.nova.listKeypairs();
  expect(keypairs.find((keypair) => keypair.name === 'alice-key')?.fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  expect(keypairs.map((keypair) => keypair.name)).not.toContain('bob-key');
});

it('lists availability zones', async () => {
  expect(await alice.nova.listAvailabilityZones()).toContainEqual({ name: 'nova', available: true });
});

it('reads the quota of the project as member and as reader', async () => {
  const rita = await signInForTest('rita');
  for (const scope of [alice, rita]) {
    const quota = await scope.nova.getQuota();
    expect(quota.cores.limit).not.toBe(0);
    expect(quota.serverGroupMembers.used).toBe(0);
    expect(Object.values(quota).every((figure) => Number.isInteger(figure.used) && figure.used >= 0)).toBe(true);
  }
});

it('shows a server with its addresses, its fault and its console log, and only to its project', async () => {
  const bob = await signInForTest('bob', 'demo2');
  const name = uniqueName('contract');
  const template = `
heat_template_version: 2018-08-31
resources:
  net: {type: OS::Neutron::Net}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}, cidr: 10.77.0.0/24}}
  port: {type: OS::Neutron::Port, depends_on: subnet, properties: {network: {get_resource: net}}}
  server: {type: OS::Nova::Server, properties: {name: ${name}, flavor: m1.small, image: debian-12-unbooted, networks: [{port: {get_resource: port}}]}}
`;
  const { id } = await alice.heat.createStack({ template, files: {}, environment: {}, parameters: {}, name, tags: [], timeoutMin: 5 });
  try {
    let status = 'CREATE_IN_PROGRESS';
    while (status === 'CREATE_IN_PROGRESS') {
      await new Promise((resolve) => setTimeout(resolve, 300));
      status = (await alice.heat.getStack({ name, id }, { outputs: false })).status;
    }
    expect(status).toBe('CREATE_COMPLETE');
    const resource = (await alice.heat.listResources({ name, id })).find((one) => one.name === 'server');
    const serverId = resource?.physicalResourceId ?? '';
    const server = await alice.nova.getServer(serverId);
    expect(server).toMatchObject({ id: serverId, name, status: 'ACTIVE', fault: null });
    expect(server.addresses).toHaveLength(1);
    expect(server.addresses[0]).toMatch(/^10\.77\.0\.\d+$/);
    expect((await alice.nova.getConsoleLog(serverId, 5)).length).toBeGreaterThan(0);
    expect((await failureOf(bob.nova.getServer(serverId))).code).toBe('NOT_FOUND');
    expect((await failureOf(bob.nova.getConsoleLog(serverId, 5))).code).toBe('NOT_FOUND');
  } finally {
    await alice.heat.deleteStack({ name, id });
  }
  // A stack, on a machine that does much else at the time.
});
