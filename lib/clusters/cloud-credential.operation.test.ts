import { beforeAll, expect, test, vi } from 'vitest';
import { loadClusterSecrets } from '#lib/certificates/load-cluster-secrets.ts';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { makeTemplateInput } from '#lib/cluster-templates/test-template-input.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { keystoneUrl } from '#lib/openstack/keystone/address.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { deleteCluster } from './delete-cluster.ts';
import { clusterInput } from './test-cluster-input.ts';
import { useSubmissions } from './test-submissions.ts';

useTestDatabase();
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const create = useSubmissions();

let alice: Scope;
let templateIds: { plain: string; withVolumes: string };

beforeAll(async () => {
  alice = await signInForTest('alice');
  const { input } = await makeTemplateInput(alice);
  const make = async (volumeDriver: string | null) => (await createClusterTemplate(alice, { ...input, name: `volumes ${volumeDriver}`, volumeDriver })).id;
  templateIds = { plain: await make(null), withVolumes: await make('cinder') };
});

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

test('a cluster with volumes by Cinder gets a credential with two roles, and its creator takes it away with the cluster', async () => {
  const { clusterId } = await create(alice, clusterInput({ templateId: templateIds.withVolumes }));
  expect(await signIn(clusterId)).toEqual(['load-balancer_member', 'member']);
  await deleteCluster(alice, { clusterId });
  expect(await signIn(clusterId)).toBe(401);
});

test('a cluster without them has none', async () => {
  const { clusterId } = await create(alice, clusterInput({ templateId: templateIds.plain }));
  expect(await signIn(clusterId)).toBe(401);
});
