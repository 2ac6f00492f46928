import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { clusterTemplateSchema, type ClusterTemplateInput } from '#lib/cluster-templates/schema.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { PortalError } from '#lib/errors.ts';
import type { HeatClient } from '#lib/openstack/heat/types.ts';
import type { KeystoneClient } from '#lib/openstack/keystone/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { serviceScope } from '#lib/openstack/service-scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { stackTagOf } from './cluster-id.ts';
import { continueCluster } from './continue-cluster.ts';
import { createCluster, type CreatedCluster } from './create-cluster.ts';
import { deleteCluster } from './delete-cluster.ts';
import { openDeleteToken } from './delete-token.ts';
import { getCluster } from './get-cluster.ts';
import { listAllClusters } from './list-all-clusters.ts';
import { listClusters } from './list-clusters.ts';
import { previewCluster } from './preview-cluster.ts';
import { previewDelete } from './preview-delete.ts';
import { retryCluster } from './retry-cluster.ts';
import { allClustersFilterSchema, clusterFilterSchema, createClusterSchema, type CreateClusterInput } from './schema.ts';

useTestDatabase();
// Real stacks on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let alice: Scope, bob: Scope, carol: Scope, rita: Scope, operator: Scope;
let templateInput: ClusterTemplateInput;
let templateId: string;
let bobsTemplateId: string;
let lonelyTemplateId: string;
/** One cluster of alice's, for all tests that do not change it. */
let shared: CreatedCluster;

beforeAll(async () => {
  [alice, bob, carol, rita, operator] = await Promise.all([
    signInForTest('alice'), signInForTest('bob', 'demo2'), signInForTest('carol'), signInForTest('rita'), signInForTest('operator'),
  ]);
  const { manifest: driver, files } = (await listDrivers()).find(({ manifest }) => manifest.name === 'k8s_debian_v1')!;
  const choices = await loadCloudChoices(alice, [driver]);
  if (!choices.images.ok || !choices.networks.ok || !choices.flavors.ok) throw new Error('the test cloud does not answer');
  const flavorId = choices.flavors.items.find(({ name }) => name === 'm1.medium')!.id;
  templateInput = clusterTemplateSchema.parse({
    name: 'plain',
    coe: driver.coe,
    serverType: driver.serverTypes[0],
    driverName: driver.name,
    driverVersion: driver.version,
    imageId: choices.images.items.find(({ name }) => name === 'debian-12-unbooted')!.id,
    flavorId,
    masterFlavorId: flavorId,
    externalNetworkId: choices.networks.items.find((each) => each.external)!.id,
    networkDriver: driver.networkDrivers[0],
    registryEnabled: false,
    tlsDisabled: false,
    masterLbEnabled: false,
    floatingIpEnabled: false,
    public: false,
    hidden: false,
  });
  templateId = (await createClusterTemplate(alice, templateInput)).id;
  bobsTemplateId = (await createClusterTemplate(bob, { ...templateInput, name: "bob's" })).id;
  await db().installedDriver.create({
    data: { name: driver.name, version: '90.0.0', title: 'x', files: withoutSharedAddress(files), sha256: randomUUID(), installedById: 'x', installedByName: 'x' },
  });
  lonelyTemplateId = (await createClusterTemplate(alice, { ...templateInput, name: 'one master', driverVersion: '90.0.0' })).id;
  shared = await create(alice);
});

/** The driver as a version of its own whose masters cannot share an address. */
function withoutSharedAddress(files: Readonly<Record<string, string>>): Record<string, string> {
  const manifest = files['driver.yaml']!.replace(/^version: .*$/m, 'version: 90.0.0');
  return { ...files, 'driver.yaml': `${manifest}\nfeatures: {tlsDisabled: false, localRegistry: false, virtualAddress: false}\n` };
}

/** Whatever a test has left in the cloud under a cluster's tag. */
const made = new Map<string, Scope>();

afterAll(async () => {
  for (const [id, scope] of made) {
    for (const stack of await scope.heat.listStacksByTag(stackTagOf(id))) await scope.heat.deleteStack({ name: stack.name, id: stack.id });
    const row = await db().cluster.findUnique({ where: { id } });
    if (row?.trustId) await operator.keystone.deleteTrust(row.trustId).catch(() => {});
  }
});

function input(changes: Partial<CreateClusterInput> = {}): CreateClusterInput {
  return createClusterSchema.parse({
    submissionId: randomUUID(),
    name: uniqueName('op'),
    templateId,
    masterCount: 1,
    nodeCount: 0,
    masterFlavorId: null,
    flavorId: null,
    keypairId: null,
    availabilityZone: null,
    createTimeoutMin: 30,
    fixedNetworkId: null,
    fixedSubnetId: null,
    dockerVolumeSizeGib: null,
    floatingIpEnabled: null,
    masterLbEnabled: null,
    labels: {},
    ...changes,
  });
}

async function create(scope: Scope, given = input()) {
  const created = await createCluster(scope, given);
  made.set(created.clusterId, scope);
  return created;
}

const rowOf = (id: string) => db().cluster.findUniqueOrThrow({ where: { id } });
const stacksOf = (scope: Scope, id: string) => scope.heat.listStacksByTag(stackTagOf(id));
const trustsOf = async (scope: Scope, marker: string) => (await scope.keystone.listTrusts()).filter((trust) => trust.expiresAt === marker);

async function refusal(promise: Promise<unknown>): Promise<PortalError> {
  return promise.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: PortalError) => error,
  );
}

/** The real clients with one call whose answer gets lost after the cloud has acted, or that never arrives. */
function losing(scope: Scope, lost: { heat?: keyof HeatClient; keystone?: keyof KeystoneClient; acts: boolean }): Scope {
  const lose = <C extends object>(client: C, call: keyof C | undefined): C =>
    call === undefined
      ? client
      : {
          ...client,
          [call]: async (...parameters: unknown[]) => {
            if (lost.acts) await (client[call] as (...given: unknown[]) => Promise<unknown>)(...parameters);
            throw new PortalError({ code: 'UNREACHABLE', userMessage: 'The cloud does not answer.' });
          },
        };
  return { ...scope, heat: lose(scope.heat, lost.heat), keystone: lose(scope.keystone, lost.keystone) };
}

describe('creating a cluster', () => {
  it('writes the row, lends a trust, has Heat make the stack and saves its id', async () => {
    const { clusterId, submitted, name } = shared;
    expect(submitted).toBe(true);

    const row = await rowOf(clusterId);
    expect(row).toMatchObject({ status: 'CREATE_IN_PROGRESS', name, projectId: alice.projectId, userId: alice.userId, submittingUntil: null });
    const stack = await alice.heat.getStack({ name: row.stackName });
    expect(stack.id).toBe(row.stackId);
    expect(stack.tags).toContain(stackTagOf(clusterId));
    expect(stack.timeoutMin).toBe(30);

    const [trust, ...others] = await trustsOf(alice, row.trustMarker);
    expect(others).toEqual([]);
    expect(trust).toMatchObject({ id: row.trustId, trusteeUserId: (await serviceScope()).userId, projectId: alice.projectId });
    expect(trust?.roleNames).not.toContain('admin');

    const events = await db().auditEvent.findMany({ where: { subjectId: clusterId } });
    expect(events.map((event) => event.action)).toEqual(['cluster:create']);
  });

  it('keeps keys sealed: neither on the row nor in the bundle stands a private key', async () => {
    const { clusterId } = shared;
    const row = await db().cluster.findUniqueOrThrow({ where: { id: clusterId }, include: { bundle: true, certificateAuthorities: true } });
    const stored = JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(stored).not.toContain('PRIVATE KEY');
    expect(row.sealedParameters).toBeTruthy();
    expect(row.certificateAuthorities.length).toBeGreaterThan(2);
  });

  it('makes one cluster of a submission sent twice, one after the other and at the same time', async () => {
    const given = input();
    const [first, second] = await Promise.all([create(alice, given), create(alice, given)]);
    const third = await create(alice, given);
    expect(new Set([first.clusterId, second.clusterId, third.clusterId]).size).toBe(1);
    expect(await stacksOf(alice, first.clusterId)).toHaveLength(1);
    expect(await trustsOf(alice, (await rowOf(first.clusterId)).trustMarker)).toHaveLength(1);
  });

  it('refuses a name the project has already, at its field, and stores nothing', async () => {
    const { name } = shared;
    const before = await db().cluster.count();
    const error = await refusal(createCluster(alice, input({ name })));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', fieldErrors: { name: expect.stringContaining(name) as string } });
    expect(await db().cluster.count()).toBe(before);
  });

  it.each<[string, Partial<CreateClusterInput> | (() => Partial<CreateClusterInput>), string]>([
    ["another project's cluster template", () => ({ templateId: bobsTemplateId }), 'templateId'],
    ['a template that does not exist', { templateId: randomUUID() }, 'templateId'],
    ['a flavor the cloud does not have', { flavorId: 'm9.huge' }, 'flavorId'],
    ['a keypair the user does not have', { keypairId: 'nobody-key' }, 'keypairId'],
    ['a zone that does not exist', { availabilityZone: 'moon-1' }, 'availabilityZone'],
    ['a network and subnet the project does not see', { fixedNetworkId: randomUUID(), fixedSubnetId: randomUUID() }, 'fixedNetworkId fixedSubnetId'],
    ['a subnet the project does not see', { fixedSubnetId: randomUUID() }, 'fixedSubnetId'],
    ['more masters than the driver makes', { masterCount: 99, masterLbEnabled: true }, 'masterCount'],
    ['several masters without a load balancer or an address to share', () => ({ templateId: lonelyTemplateId, masterCount: 3, masterLbEnabled: false }), 'masterLbEnabled'],
    ['a label the driver does not know', { labels: { kube_tagg: 'v1.30.0' } }, 'labels.kube_tagg'],
  ])('refuses %s at its field and stores nothing', async (_, changes, field) => {
    const before = await db().cluster.count();
    const error = await refusal(createCluster(alice, input(typeof changes === 'function' ? changes() : changes)));
    expect(error.code).toBe('INVALID_INPUT');
    expect(Object.keys(error.fieldErrors ?? {})).toEqual(field.split(' '));
    expect(await db().cluster.count()).toBe(before);
  });

  it('is refused to a reader', async () => {
    expect((await refusal(createCluster(rita, input()))).code).toBe('FORBIDDEN');
    expect((await refusal(previewCluster(rita, input()))).code).toBe('FORBIDDEN');
  });

  it('blocks what does not fit into the quota, with need, use and limit, and stores nothing', async () => {
    const given = input({ templateId: bobsTemplateId, nodeCount: 400 });
    const error = await refusal(createCluster(bob, given));
    expect(error.code).toBe('QUOTA_EXCEEDED');
    expect(error.userMessage).toMatch(/The cluster needs 401 servers; \d+ of \d+ are in use\./);
    expect(await db().cluster.count({ where: { projectId: bob.projectId } })).toBe(0);
    const preview = await previewCluster(bob, given);
    expect(preview.bill.blockedBecause).toContain('401 servers');
  });

  it('leaves nothing behind when Heat refuses the template: no row, no trust, no stack; only the record of it', async () => {
    let marker = '';
    const refusing: Scope = {
      ...alice,
      keystone: { ...alice.keystone, createTrust: (lent) => alice.keystone.createTrust({ ...lent, expiresAt: (marker = lent.expiresAt) }) },
      heat: { ...alice.heat, createStack: (given) => alice.heat.createStack({ ...given, parameters: { ...given.parameters, server_image: 'no-such-image' } }) },
    };
    const given = input();
    const error = await refusal(createCluster(refusing, given));
    expect(error.code).toBe('INVALID_INPUT');
    expect(await db().cluster.count({ where: { name: given.name } })).toBe(0);
    expect(marker).not.toBe('');
    expect(await trustsOf(alice, marker)).toEqual([]);
    const events = await db().auditEvent.findMany({ where: { subjectName: given.name }, orderBy: { at: 'asc' } });
    expect(events.map((event) => event.action)).toEqual(['cluster:create', 'cluster:create-failed']);
  });
});

describe('continuing a cluster', () => {
  it('takes over the stack that Heat made although its answer was lost, when the same form is sent again', async () => {
    const given = input();
    const { clusterId, submitted } = await create(losing(alice, { heat: 'createStack', acts: true }), given);
    expect(submitted).toBe(false);
    expect(await getCluster(alice, clusterId)).toMatchObject({ needsContinue: true, statusReason: 'The cloud does not answer.' });

    expect(await create(alice, given)).toEqual({ clusterId, name: given.name, submitted: true });
    const stacks = await stacksOf(alice, clusterId);
    expect(stacks.map((stack) => stack.id)).toEqual([(await rowOf(clusterId)).stackId]);
    expect((await getCluster(alice, clusterId)).needsContinue).toBe(false);
  });

  it('finds the trust that was made although its answer was lost, instead of lending twice', async () => {
    const { clusterId } = await create(losing(alice, { keystone: 'createTrust', acts: true }));
    expect((await rowOf(clusterId)).trustId).toBeNull();
    await continueCluster(alice, { clusterId });
    const row = await rowOf(clusterId);
    expect((await trustsOf(alice, row.trustMarker)).map((trust) => trust.id)).toEqual([row.trustId]);
    expect(row.stackId).not.toBeNull();
  });

  it('works for another member of the project', async () => {
    const first = await create(losing(alice, { heat: 'createStack', acts: false }));
    await continueCluster(carol, { clusterId: first.clusterId });
    expect((await rowOf(first.clusterId)).stackId).not.toBeNull();
  });

  it('is refused while a request is at work on it, and so is deleting it', async () => {
    const { clusterId } = await create(losing(alice, { heat: 'createStack', acts: false }));
    await db().cluster.update({ where: { id: clusterId }, data: { submittingUntil: new Date(Date.now() + 15_000) } });
    expect((await refusal(continueCluster(alice, { clusterId }))).code).toBe('INVALID_STATE');
    expect((await refusal(deleteCluster(alice, { clusterId }))).code).toBe('INVALID_STATE');
    expect((await rowOf(clusterId)).status).toBe('CREATE_IN_PROGRESS');
  });
});

describe('trying a failed create again', () => {
  it('deletes the failed stack and makes another under the next name with the same values', async () => {
    const { clusterId } = await create(alice);
    const before = await rowOf(clusterId);
    await db().cluster.update({ where: { id: clusterId }, data: { status: 'CREATE_FAILED', statusReason: 'it failed', failure: {} } });
    await retryCluster(alice, { clusterId });
    const after = await rowOf(clusterId);
    expect(after).toMatchObject({ status: 'CREATE_IN_PROGRESS', statusReason: null, stackName: `${before.stackName}-2`, parameters: before.parameters });
    expect(after.stackId).not.toBe(before.stackId);
    expect(after.sealedParameters).toBe(before.sealedParameters);
    const stacks = await stacksOf(alice, clusterId);
    expect(stacks.filter((stack) => !stack.status.startsWith('DELETE_')).map((stack) => stack.id)).toEqual([after.stackId]);
    expect((await refusal(retryCluster(alice, { clusterId }))).code).toBe('INVALID_STATE');
  });
});

describe('isolation', () => {
  it("answers for another project's cluster as for one that never was, whatever is asked", async () => {
    const { clusterId } = shared;
    const asks = [getCluster(bob, clusterId), ...[deleteCluster, previewDelete, continueCluster, retryCluster].map((ask) => ask(bob, { clusterId }))];
    for (const ask of asks) expect((await refusal(ask)).code).toBe('NOT_FOUND');
    expect((await refusal(getCluster(bob, randomUUID()))).userMessage).toBe((await refusal(getCluster(bob, clusterId))).userMessage);
    const page = await listClusters(bob, clusterFilterSchema.parse({}));
    expect(page.rows.map((row) => row.id)).not.toContain(clusterId);
    expect((await rowOf(clusterId)).status).toBe('CREATE_IN_PROGRESS');
  });

  it('lets a reader see and nothing else', async () => {
    const { clusterId } = shared;
    expect((await getCluster(rita, clusterId)).id).toBe(clusterId);
    for (const ask of [deleteCluster, previewDelete, continueCluster, retryCluster]) {
      expect((await refusal(ask(rita, { clusterId }))).code).toBe('FORBIDDEN');
    }
  });
});

describe('the review', () => {
  it('counts, bills and shows without writing anything, and names a taken name at its field', async () => {
    const { name } = shared;
    const before = await db().cluster.count();
    const preview = await previewCluster(alice, input({ nodeCount: 3 }));
    expect(preview.counts.find(({ type }) => type === 'OS::Nova::Server')?.count).toBe(4);
    expect(preview.bill.rows.find(({ key }) => key === 'instances')?.thisCluster).toBe(4);
    expect(preview.template).toContain('heat_template_version');
    expect(preview.hiddenParameters).toContain('master_secrets');
    expect(JSON.stringify(preview.parameters)).not.toContain('PRIVATE KEY');
    expect(await db().cluster.count()).toBe(before);
    expect((await refusal(previewCluster(alice, input({ name })))).fieldErrors).toHaveProperty('name');
  });
});

describe('deleting a cluster', () => {
  it('marks it, keeps the token of whoever deletes sealed, and is harmless when asked twice', async () => {
    const { clusterId } = shared;
    await deleteCluster(alice, { clusterId });
    await deleteCluster(alice, { clusterId });
    const row = await rowOf(clusterId);
    expect(row.status).toBe('DELETE_IN_PROGRESS');
    expect(row.sealedDeleteToken).not.toContain(alice.token);
    expect(openDeleteToken(clusterId, row.sealedDeleteToken!)).toBe(alice.token);
    expect(row.nextCheckAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await db().auditEvent.count({ where: { subjectId: clusterId, action: 'cluster:delete' } })).toBe(1);
  });

  it('lets an administrator see and delete what is in other projects, and only administrators list them all', async () => {
    const { clusterId, name } = shared;
    await db().cluster.update({ where: { id: clusterId }, data: { status: 'CREATE_COMPLETE' } });
    const all = await listAllClusters(operator, allClustersFilterSchema.parse({ q: name }));
    expect(all.rows).toMatchObject([{ id: clusterId, projectName: 'demo', userName: 'alice' }]);
    for (const other of [alice, rita]) {
      expect((await refusal(listAllClusters(other, allClustersFilterSchema.parse({})))).code).toBe('FORBIDDEN');
    }
    await deleteCluster(operator, { clusterId });
    const [event] = await db().auditEvent.findMany({ where: { subjectId: clusterId, userId: operator.userId } });
    expect(event).toMatchObject({ projectId: alice.projectId, subjectName: name });
  });
});
