import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { makeInventory } from './make-inventory.ts';

useTestDatabase();

const clusterId = randomUUID();
const swarmId = randomUUID();
let outputs: Record<string, unknown> = {};

/** Who acts, and a Heat that knows one stack. */
function scopeOf(userName: string, projectId: string, ...roles: string[]): Scope {
  return {
    userId: `id-${userName}`, userName, projectId, projectName: projectId, roles,
    heat: { getStack: () => Promise.resolve({ outputs }) },
  } as unknown as Scope;
}
const rita = scopeOf('rita', 'demo', 'reader');

beforeAll(async () => {
  const owner = { projectId: 'demo', projectName: 'demo', userId: 'id-alice', userName: 'alice' };
  await db().bundle.create({ data: { sha256: 'x', driverName: 'd', driverVersion: '1', template: '', files: {}, environment: {} } });
  // Of versions that this portal no longer has.
  const kinds = [
    { id: clusterId, name: 'metal', coe: 'kubernetes', driverName: 'kubespray_ubuntu_v1', driverVersion: '1.0.0' },
    { id: swarmId, name: 'herd', coe: 'swarm-mode', driverName: 'swarm_mode_debian_v1', driverVersion: '1.0.0' },
  ];
  for (const { id, name, ...driver } of kinds) {
    const template = await db().clusterTemplate.create({
      data: {
        ...owner, ...driver, name, serverType: 'vm', imageId: 'i', imageName: 'i', clusterDistro: 'ubuntu', flavorId: 'f', flavorName: 'f', ntpServers: ['192.0.2.123'],
        masterFlavorId: 'f', masterFlavorName: 'f', externalNetworkId: 'n', externalNetworkName: 'n', networkDriver: 'calico',
      },
    });
    await db().cluster.create({
      data: {
        id, name, apiAddress: null, ...owner, ...driver, region: 'RegionOne', templateId: template.id, submissionId: randomUUID(), effectiveLabels: { ssh_user: 'debian' },
        masterCount: 1, nodeCount: 1, masterFlavorId: 'f', masterFlavorName: 'f', flavorId: 'f', flavorName: 'f', imageId: 'i', imageName: 'i', floatingIpEnabled: true, masterLbEnabled: false,
        createTimeoutMin: 60, status: 'CREATE_COMPLETE', bundleSha256: 'x', stackName: name, stackId: 's', trustMarker: 'm',
      },
    });
  }
});

const good = {
  masters: [{ name: 'metal-master-0', address: '192.0.2.7', private_address: '10.0.0.7' }],
  minions: [{ name: 'metal-minion-0', address: '192.0.2.8', private_address: '10.0.0.8' }],
  load_balancer: '',
};

test('whoever sees the cluster may take the inventory: addresses of the stack, values of the template', async () => {
  outputs = { inventory: good };
  const file = await makeInventory(rita, clusterId);
  expect(file.fileName).toBe('metal-inventory.tar.gz');
  const text = gunzipSync(file.archive).toString();
  expect(text).toContain('metal-minion-0 ansible_host=192.0.2.8 ip=10.0.0.8');
  expect(text).toContain('ansible_user=debian');
  expect(text).toContain('192.0.2.123 iburst');
});

test.each([
  ['no output yet', {}],
  ['a node without address', { inventory: { ...good, masters: [{ ...good.masters[0], address: '' }] } }],
  ['what is no address', { inventory: { ...good, minions: [{ ...good.minions[0], name: 'x y=z' }] } }],
])('%s: a sentence instead of a half-made file', async (_title, told) => {
  outputs = told;
  await expect(makeInventory(rita, clusterId)).rejects.toMatchObject({ code: 'INVALID_STATE' });
});

test('not for another project, and not where the driver offers another way', async () => {
  outputs = { inventory: good };
  await expect(makeInventory(scopeOf('bob', 'demo2', 'member'), clusterId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(makeInventory(scopeOf('operator', 'admin', 'admin'), clusterId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(makeInventory(rita, swarmId)).rejects.toMatchObject({ code: 'INVALID_STATE' });
});
