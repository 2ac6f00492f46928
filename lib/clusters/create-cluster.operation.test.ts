import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { makeTemplateInput } from '#lib/cluster-templates/test-template-input.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { serviceScope } from '#lib/openstack/service-scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { refusal } from '#lib/test-refusal.ts';
import { stackTagOf } from './cluster-id.ts';
import { createCluster, type CreatedCluster } from './create-cluster.ts';
import { prepareClusterWizard } from './prepare-cluster-wizard.ts';
import { previewCluster } from './preview-cluster.ts';
import type { CreateClusterInput } from './schema.ts';
import { clusterInput } from './test-cluster-input.ts';
import { rowOf, stacksOf, trustsOf, useSubmissions } from './test-submissions.ts';

useTestDatabase();
// Real stacks on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });
const create = useSubmissions();

let alice: Scope, bob: Scope, rita: Scope;
let templateId: string;
let bobsTemplateId: string;
let lonelyTemplateId: string;
/** One cluster of alice's, for all tests that do not change it. */
let shared: CreatedCluster;

beforeAll(async () => {
  [alice, bob, rita] = await Promise.all([signInForTest('alice'), signInForTest('bob', 'demo2'), signInForTest('rita')]);
  const { input: template, driver } = await makeTemplateInput(alice);
  templateId = (await createClusterTemplate(alice, template)).id;
  bobsTemplateId = (await createClusterTemplate(bob, { ...template, name: "bob's" })).id;
  const { name, title } = driver.manifest;
  await db().installedDriver.create({
    data: { name, version: '90.0.0', title, files: withoutSharedAddress(driver.files), sha256: randomUUID(), installedById: 'x', installedByName: 'x' },
  });
  lonelyTemplateId = (await createClusterTemplate(alice, { ...template, name: 'one master', driverVersion: '90.0.0' })).id;
  shared = await create(alice, input());
});

const input = (changes: Partial<CreateClusterInput> = {}) => clusterInput({ templateId, ...changes });

/** The driver as a version of its own whose masters cannot share an address. */
function withoutSharedAddress(files: Readonly<Record<string, string>>): Record<string, string> {
  const manifest = files['driver.yaml']!.replace(/^version: .*$/m, 'version: 90.0.0');
  return { ...files, 'driver.yaml': `${manifest}\nfeatures: {tlsDisabled: false, localRegistry: false, virtualAddress: false}\n` };
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

describe('a template whose driver is retired or gone', () => {
  it('says so in the picker, and makes no cluster', async () => {
    const key = { name: 'k8s_debian_v1', version: '90.0.0' };
    const offer = async () => (await prepareClusterWizard(alice, { templateId: null })).templates.find(({ id }) => id === lonelyTemplateId);
    await db().driverState.create({ data: { driverName: key.name, driverVersion: key.version, status: 'deprecated' } });
    expect(await offer()).toMatchObject({ driverStatus: 'deprecated', refusal: null });

    await db().driverState.updateMany({ where: { driverVersion: key.version }, data: { status: 'retired' } });
    expect(await offer()).toMatchObject({ driverStatus: 'retired', refusal: 'Its driver, Kubernetes on Debian 90.0.0, is retired: it makes no new clusters.' });
    const error = await refusal(createCluster(alice, input({ templateId: lonelyTemplateId })));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', fieldErrors: { templateId: expect.stringMatching(/retired/) as string } });

    await db().installedDriver.deleteMany({ where: key });
    expect(await offer()).toMatchObject({ driverStatus: null, refusal: expect.stringMatching(/no longer in the portal/) as string });
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
