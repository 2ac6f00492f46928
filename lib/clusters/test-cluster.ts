import { createHash, randomUUID } from 'node:crypto';
import { newClusterId, stackNameOf, stackTagOf } from '#lib/clusters/cluster-id.ts';
import { db } from '#lib/db/client.ts';
import type { Cluster, Prisma } from '#lib/db/generated/client.ts';
import { newTrustExpiry } from '#lib/openstack/keystone/trust-expiry.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { serviceScope } from '#lib/openstack/service-scope.ts';

/*
 * For operation tests and measurements: a cluster whose stack is small and real. Its "machines" are wait
 * conditions, signalled by whoever holds the stack, so that a test decides when and how each one ends.
 */

const member = `
heat_template_version: queens
resources:
  secret: {type: OS::Heat::RandomString}
  wait_handle: {type: OS::Heat::WaitConditionHandle}
  wait_condition:
    type: OS::Heat::WaitCondition
    depends_on: secret
    properties: {handle: {get_resource: wait_handle}, timeout: 600}
outputs:
  signal: {value: {get_attr: [wait_handle, curl_cli]}}
`;

const template = (masters: number, minions: number) => `
heat_template_version: queens
resources:
  private_network: {type: OS::Neutron::Net}
  kube_masters:
    type: OS::Heat::ResourceGroup
    depends_on: private_network
    properties: {count: ${masters}, resource_def: {type: member.yaml}}
  kube_minions:
    type: OS::Heat::ResourceGroup
    depends_on: private_network
    properties: {count: ${minions}, resource_def: {type: member.yaml}}
outputs:
  api_address: {value: 'https://192.0.2.1:6443'}
  kube_masters: {value: ['192.0.2.1']}
  signals_masters: {value: {get_attr: [kube_masters, signal]}}
  signals_minions: {value: {get_attr: [kube_minions, signal]}}
`;

export interface TestCluster {
  id: string;
  stackName: string;
  stackId: string;
  trustId: string;
}

/** Row, trust, stack and stack id, in the order the portal writes them; `until` leaves the rest out. */
export async function makeTestCluster(
  scope: Scope,
  options: { name: string; masters?: number; minions?: number; until?: 'row' | 'trust' | 'stack'; data?: Partial<Prisma.ClusterUncheckedCreateInput> },
): Promise<TestCluster> {
  const { masters = 1, minions = 1, until } = options;
  const row = await insertTestCluster(scope, { ...options, masters, minions });
  const ref = { id: row.id, stackName: row.stackName, stackId: '', trustId: '' };
  if (until === 'row') return ref;

  const trust = await scope.keystone.createTrust({
    trusteeUserId: (await serviceScope()).userId,
    roleNames: scope.roles,
    expiresAt: row.trustMarker,
  });
  await db().cluster.update({ where: { id: row.id }, data: { trustId: trust.id, trustorUserId: scope.userId } });
  ref.trustId = trust.id;
  if (until === 'trust') return ref;

  const { id: stackId } = await scope.heat.createStack({
    name: row.stackName,
    template: template(masters, minions),
    files: { 'member.yaml': member },
    environment: {},
    parameters: {},
    tags: [stackTagOf(row.id)],
    timeoutMin: row.createTimeoutMin,
  });
  ref.stackId = stackId;
  if (until === 'stack') return ref;
  await db().cluster.update({ where: { id: row.id }, data: { stackId, submittingUntil: null, nextCheckAt: new Date(), revision: { increment: 1 } } });
  return ref;
}

export async function insertTestCluster(
  scope: Pick<Scope, 'projectId' | 'projectName' | 'userId' | 'userName' | 'region'>,
  { name, masters, minions, data }: { name: string; masters: number; minions: number; data?: Partial<Prisma.ClusterUncheckedCreateInput> },
): Promise<Cluster> {
  const id = newClusterId();
  const trustMarker = newTrustExpiry(new Date());
  const templateText = template(masters, minions);
  const sha256 = createHash('sha256').update(templateText).digest('hex');
  await db().bundle.createMany({
    data: [{ sha256, driverName: 'test_small_v1', driverVersion: '1.0.0', template: templateText, files: { 'member.yaml': member }, environment: {} }],
    skipDuplicates: true,
  });
  const owner = { projectId: scope.projectId, projectName: scope.projectName, userId: scope.userId, userName: scope.userName };
  const common = {
    coe: 'kubernetes',
    driverName: 'test_small_v1',
    driverVersion: '1.0.0',
    imageId: 'none',
    imageName: 'none',
    flavorId: 'none',
    flavorName: 'none',
    masterFlavorId: 'none',
    masterFlavorName: 'none',
  };
  const clusterTemplate = await db().clusterTemplate.create({
    data: {
      ...owner,
      ...common,
      name: `${name}-template`,
      serverType: 'vm',
      clusterDistro: 'none',
      externalNetworkId: 'none',
      externalNetworkName: 'none',
      networkDriver: 'none',
    },
  });
  return db().cluster.create({
    data: {
      ...owner,
      ...common,
      trustMarker,
      id,
      name,
      region: scope.region,
      templateId: clusterTemplate.id,
      submissionId: randomUUID(),
      masterCount: masters,
      nodeCount: minions,
      floatingIpEnabled: false,
      masterLbEnabled: false,
      createTimeoutMin: 15,
      status: 'CREATE_IN_PROGRESS',
      bundleSha256: sha256,
      stackName: stackNameOf(name, id),
      submittingUntil: new Date(Date.now() + 15_000),
      nextCheckAt: new Date(Date.now() + 15_000),
      revision: 1,
      ...data,
    },
  });
}

/** What a machine's own curl would do; `role` and `index` as in the stack. False while it has no handle yet. */
export async function signalMember(
  scope: Scope,
  cluster: Pick<TestCluster, 'stackName' | 'stackId'>,
  role: 'masters' | 'minions',
  index: number,
  signal: { status: 'SUCCESS' | 'FAILURE'; reason?: string },
): Promise<boolean> {
  const stack = await scope.heat.getStack({ name: cluster.stackName, id: cluster.stackId });
  const commands = stack.outputs[`signals_${role}`];
  const command: unknown = Array.isArray(commands) ? commands[index] : undefined;
  if (typeof command !== 'string') return false;
  const token = /X-Auth-Token: ([^'"\s]+)/.exec(command)?.[1];
  const url = /https?:\/\/\S+\/signal/.exec(command)?.[0];
  if (!token || !url) return false;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'X-Auth-Token': token, 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(signal),
  });
  return answer.ok;
}
