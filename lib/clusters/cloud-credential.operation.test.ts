import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { loadClusterSecrets } from '#lib/certificates/load-cluster-secrets.ts';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { clusterTemplateSchema } from '#lib/cluster-templates/schema.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { keystoneUrl } from '#lib/openstack/keystone/address.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { stackTagOf } from './cluster-id.ts';
import { createCluster } from './create-cluster.ts';
import { deleteCluster } from './delete-cluster.ts';
import { createClusterSchema } from './schema.ts';

useTestDatabase();
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let alice: Scope;
let templateIds: { plain: string; withVolumes: string };

beforeAll(async () => {
  alice = await signInForTest('alice');
  const driver = (await listDrivers()).find(({ manifest }) => manifest.name === 'k8s_debian_v1')!.manifest;
  const choices = await loadCloudChoices(alice, [driver]);
  if (!choices.images.ok || !choices.networks.ok || !choices.flavors.ok) throw new Error('the test cloud does not answer');
  const flavorId = choices.flavors.items.find(({ name }) => name === 'm1.medium')!.id;
  const make = async (volumeDriver: string | null) => {
    const template = clusterTemplateSchema.parse({
      name: `volumes ${volumeDriver}`,
      coe: driver.coe,
      serverType: 'vm',
      driverName: driver.name,
      driverVersion: driver.version,
      imageId: choices.images.ok && choices.images.items.find(({ name }) => name === 'debian-12-unbooted')!.id,
      flavorId,
      masterFlavorId: flavorId,
      externalNetworkId: choices.networks.ok && choices.networks.items.find((each) => each.external)!.id,
      networkDriver: driver.networkDrivers[0],
      volumeDriver,
      registryEnabled: false,
      tlsDisabled: false,
      masterLbEnabled: false,
      floatingIpEnabled: false,
      public: false,
      hidden: false,
    });
    return (await createClusterTemplate(alice, template)).id;
  };
  templateIds = { plain: await make(null), withVolumes: await make('cinder') };
});

function input(templateId: string) {
  return createClusterSchema.parse({
    submissionId: randomUUID(), name: uniqueName('credential'), templateId, masterCount: 1, nodeCount: 0, masterFlavorId: null, flavorId: null,
    keypairId: null, availabilityZone: null, createTimeoutMin: 30, fixedNetworkId: null, fixedSubnetId: null, dockerVolumeSizeGib: null,
    floatingIpEnabled: null, masterLbEnabled: null, labels: {},
  });
}

/** As the cluster's controllers do it: by name, user and secret. */
async function signIn(clusterId: string): Promise<string[] | number> {
  const { cloudCredentialSecret } = await loadClusterSecrets(clusterId);
  const credential = { name: `jeroboam-${clusterId}`, secret: cloudCredentialSecret, user: { id: alice.userId } };
  const identity = { methods: ['application_credential'], application_credential: credential };
  const answer = await fetch(`${keystoneUrl()}/auth/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ auth: { identity } }) });
  if (!answer.ok) return answer.status;
  const { token } = (await answer.json()) as { token: { roles: { name: string }[] } };
  return token.roles.map((role) => role.name).filter((role) => role !== 'reader').sort();
}

/** A delete while Heat is still creating may fail once; the trust goes after the stack, which acts by a child of it. */
async function removeFromCloud(clusterId: string): Promise<void> {
  const row = await db().cluster.findUnique({ where: { id: clusterId }, select: { trustId: true } });
  for (;;) {
    const stacks = await alice.heat.listStacksByTag(stackTagOf(clusterId));
    if (stacks.length === 0) break;
    for (const stack of stacks) if (stack.status !== 'DELETE_IN_PROGRESS') await alice.heat.deleteStack({ name: stack.name, id: stack.id });
    await pause(2000);
  }
  if (row?.trustId) await alice.keystone.deleteTrust(row.trustId);
}

test('a cluster with volumes by Cinder gets a credential with two roles, and its creator takes it away with the cluster', async () => {
  const { clusterId } = await createCluster(alice, input(templateIds.withVolumes));
  try {
    expect(await signIn(clusterId)).toEqual(['load-balancer_member', 'member']);
    await deleteCluster(alice, { clusterId });
    expect(await signIn(clusterId)).toBe(401);
  } finally {
    await removeFromCloud(clusterId);
  }
});

test('a cluster without them has none', async () => {
  const { clusterId } = await createCluster(alice, input(templateIds.plain));
  try {
    expect(await signIn(clusterId)).toBe(401);
  } finally {
    await removeFromCloud(clusterId);
  }
});
