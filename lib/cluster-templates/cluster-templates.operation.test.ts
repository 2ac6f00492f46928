import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { refusal } from '#lib/test-refusal.ts';
import { createClusterTemplate } from './create-cluster-template.ts';
import { deleteClusterTemplate } from './delete-cluster-template.ts';
import { getClusterTemplate } from './get-cluster-template.ts';
import { listClusterTemplates } from './list-cluster-templates.ts';
import { listTemplateClusters } from './list-template-clusters.ts';
import { publishClusterTemplate } from './publish-cluster-template.ts';
import { clusterTemplateSchema, type ClusterTemplateInput } from './schema.ts';
import { insertClusterUsing } from './test-cluster-row.ts';
import { leafCertificate, rootCertificate } from './test-drafts.ts';
import { makeTemplateInput } from './test-template-input.ts';
import { updateClusterTemplate } from './update-cluster-template.ts';

useTestDatabase();

let alice: Scope, bob: Scope, rita: Scope, operator: Scope;
let base: ClusterTemplateInput;
let refusedImageId: string;
let driver: Driver;

beforeAll(async () => {
  [alice, bob, rita, operator] = await Promise.all([
    signInForTest('alice'), signInForTest('bob', 'demo2'), signInForTest('rita'), signInForTest('operator'),
  ]);
  const made = await makeTemplateInput(alice);
  driver = made.driver;
  refusedImageId = made.images.find((each) => each.acceptedBy.length === 0)!.id;
  base = { ...made.input, name: 'base', masterFlavorId: '4', masterLbEnabled: true, floatingIpEnabled: true };
});

async function make(scope: Scope, changes: Partial<ClusterTemplateInput> = {}) {
  const { id } = await createClusterTemplate(scope, { ...base, ...changes });
  return getClusterTemplate(scope, id);
}

async function edit(scope: Scope, id: string, changes: Partial<ClusterTemplateInput>, expectedUpdatedAt?: string) {
  const before = await getClusterTemplate(alice, id);
  const input = clusterTemplateSchema.parse({ ...before });
  return updateClusterTemplate(scope, { ...input, ...changes, id, expectedUpdatedAt: expectedUpdatedAt ?? before.updatedAt });
}

describe('creating', () => {
  it('stores every field, with the names the cloud gives to the ids', async () => {
    const input: ClusterTemplateInput = {
      ...base,
      name: 'whole',
      description: 'all of it',
      keypairId: 'alice-key',
      dnsNameservers: ['192.0.2.53'],
      dockerVolumeSizeGib: 10,
      httpProxy: 'http://proxy.example.org:3128',
      httpsProxy: 'http://proxy.example.org:3128',
      noProxy: '10.0.0.0/8',
      ntpServers: ['ntp.example.org'],
      rootCaPem: rootCertificate,
      insecureRegistry: 'registry.example.org:5000',
      containerInfraPrefix: 'registry.example.org/mirror/',
      apiserverPort: 6443,
      tags: ['a', 'b'],
      labels: { my_own_label: 'x' },
    };
    const stored = await make(alice, input);
    expect(stored).toMatchObject(input);
    expect(stored).toMatchObject({
      flavorName: 'm1.medium', masterFlavorName: 'm1.large', externalNetworkName: 'public', clusterDistro: 'debian',
      projectId: alice.projectId, userName: 'alice', own: true, clusterCount: 0,
    });
    expect(stored.imageName).toMatch(/debian/);
  });

  it('records who did it in the same transaction', async () => {
    const { id } = await make(alice, { name: 'audited' });
    expect(await db().auditEvent.findMany({ where: { subjectId: id } })).toMatchObject([
      { action: 'cluster-template:create', userName: 'alice', projectId: alice.projectId, subjectName: 'audited' },
    ]);
  });

  it.each<[string, () => Partial<ClusterTemplateInput>, string[]]>([
    ['an image no driver takes', () => ({ imageId: refusedImageId }), ['imageId']],
    ['an image that does not exist', () => ({ imageId: 'nothing' }), ['imageId']],
    ['a flavor that does not exist', () => ({ flavorId: 'nothing' }), ['flavorId']],
    ['flavors that are too small', () => ({ flavorId: '1', masterFlavorId: '1' }), ['flavorId', 'masterFlavorId']],
    ['an external network that does not exist', () => ({ externalNetworkId: 'nothing' }), ['externalNetworkId']],
    ['the external network as the nodes’ own', () => ({ fixedNetworkId: base.externalNetworkId }), ['fixedNetworkId']],
    ['a subnet that does not exist', () => ({ fixedNetworkId: 'nothing', fixedSubnetId: 'nothing' }), ['fixedNetworkId', 'fixedSubnetId']],
    ['somebody else’s keypair', () => ({ keypairId: 'bob-key' }), ['keypairId']],
    ['a driver that is not installed', () => ({ driverName: 'k8s_none_v1' }), ['driverName']],
    ['a network driver the driver does not have', () => ({ networkDriver: 'weave' }), ['networkDriver']],
    ['a storage driver the driver does not have', () => ({ dockerStorageDriver: 'zfs' }), ['dockerStorageDriver']],
    ['a volume driver the driver does not have', () => ({ volumeDriver: 'rexray' }), ['volumeDriver']],
    ['another orchestrator than the driver’s', () => ({ coe: 'mesos' as const }), ['driverName']],
    ['a certificate of no authority', () => ({ rootCaPem: leafCertificate }), ['rootCaPem']],
    ['a certificate that only looks like one', () => ({ rootCaPem: rootCertificate.replace(/\n[A-Za-z0-9+/]{10}/, '\nAAAAAAAAAA') }), ['rootCaPem']],
    ['several wrong fields at once', () => ({ imageId: 'nothing', networkDriver: 'weave' }), ['imageId', 'networkDriver']],
  ])('%s is an error at the field, and nothing is stored', async (_name, changes, fields) => {
    const before = await db().clusterTemplate.count();
    const error = await refusal(make(alice, changes()));
    expect(error.code).toBe('INVALID_INPUT');
    expect(Object.keys(error.fieldErrors ?? {}).sort()).toEqual(fields.sort());
    expect(await db().clusterTemplate.count()).toBe(before);
  });

  it('refuses a network that is not external as the external one', async () => {
    const inward = (await alice.neutron.listNetworks()).map((network) => ({ ...network, external: false }));
    const neutron = { ...alice.neutron, listNetworks: () => Promise.resolve(inward) };
    const error = await refusal(createClusterTemplate({ ...alice, neutron }, base));
    expect(error.fieldErrors).toMatchObject({ externalNetworkId: expect.stringMatching(/not external/) });
  });

  it('needs a load balancer service for a load balancer', async () => {
    const error = await refusal(createClusterTemplate({ ...alice, octavia: null }, { ...base, masterLbEnabled: true }));
    expect(Object.keys(error.fieldErrors ?? {})).toEqual(['masterLbEnabled']);
  });

  it('types the labels the driver knows', async () => {
    const integer = driver.manifest.labels.find((spec) => spec.kind === 'integer')!;
    const error = await refusal(make(alice, { labels: { [integer.key]: 'many' } }));
    expect(Object.keys(error.fieldErrors ?? {})).toEqual([`labels.${integer.key}`]);
  });

  it('is refused to readers, and public or hidden to members', async () => {
    expect((await refusal(make(rita))).code).toBe('FORBIDDEN');
    expect((await refusal(make(alice, { public: true }))).code).toBe('FORBIDDEN');
    expect((await refusal(make(alice, { hidden: true }))).code).toBe('FORBIDDEN');
    expect((await make(operator, { public: true, name: 'published' })).public).toBe(true);
  });
});

describe('another project', () => {
  it('neither sees nor touches what is private', async () => {
    const { id, updatedAt } = await make(alice, { name: 'private' });
    expect((await refusal(getClusterTemplate(bob, id))).code).toBe('NOT_FOUND');
    expect((await refusal(edit(bob, id, { name: 'mine' }, updatedAt))).code).toBe('NOT_FOUND');
    expect((await refusal(deleteClusterTemplate(bob, { id }))).code).toBe('NOT_FOUND');
    expect((await refusal(publishClusterTemplate(bob, { id, public: true }))).code).toBe('FORBIDDEN');
    const listed = await listClusterTemplates(bob, { limit: 200 });
    expect(listed.rows.map((row) => row.id)).not.toContain(id);
    expect((await listClusterTemplates(bob, { visibility: 'all', limit: 200 })).rows.map((row) => row.id)).not.toContain(id);
  });

  it('sees what is public but does not change it', async () => {
    const { id } = await make(alice, { name: 'shown' });
    await publishClusterTemplate(operator, { id, public: true });
    expect(await getClusterTemplate(bob, id)).toMatchObject({ public: true, own: false });
    expect((await listClusterTemplates(bob, { limit: 200 })).rows.map((row) => row.id)).toContain(id);
    expect((await refusal(edit(bob, id, { name: 'mine' }))).code).toBe('FORBIDDEN');
    expect((await refusal(deleteClusterTemplate(bob, { id }))).code).toBe('FORBIDDEN');
  });

  it('does not see what is hidden; the own project and administrators do', async () => {
    const { id } = await make(alice, { name: 'hidden' });
    await publishClusterTemplate(operator, { id, public: true, hidden: true });
    expect((await refusal(getClusterTemplate(bob, id))).code).toBe('NOT_FOUND');
    expect((await listClusterTemplates(bob, { limit: 200 })).rows.map((row) => row.id)).not.toContain(id);
    expect((await getClusterTemplate(alice, id)).hidden).toBe(true);
    expect((await getClusterTemplate(operator, id)).hidden).toBe(true);
  });

  it('is told nothing by ids that are none', async () => {
    for (const id of ['', 'x', '../../etc', '0190b1a2-1111-7222-8333-444455556666', 'a\u0000b']) {
      expect((await refusal(getClusterTemplate(alice, id))).code).toBe('NOT_FOUND');
    }
  });
});

describe('changing', () => {
  it('stores what changed and records the fields', async () => {
    const { id } = await make(alice, { name: 'before' });
    await edit(alice, id, { name: 'after', labels: { other: 'y' }, ntpServers: ['192.0.2.9'] });
    expect(await getClusterTemplate(alice, id)).toMatchObject({ name: 'after', labels: { other: 'y' }, ntpServers: ['192.0.2.9'] });
    const event = await db().auditEvent.findFirstOrThrow({ where: { subjectId: id, action: 'cluster-template:update' } });
    expect(event.detail).toEqual({ changed: ['name', 'ntpServers', 'labels'] });
  });

  it('is refused when somebody else was faster', async () => {
    const { id, updatedAt } = await make(alice, { name: 'contested' });
    await edit(alice, id, { name: 'first' }, updatedAt);
    expect((await refusal(edit(alice, id, { name: 'second' }, updatedAt))).code).toBe('CONFLICT');
    expect((await getClusterTemplate(alice, id)).name).toBe('first');
  });

  it('lets one of two at the same moment win', async () => {
    const { id, updatedAt } = await make(alice, { name: 'raced' });
    const results = await Promise.allSettled([edit(alice, id, { name: 'one' }, updatedAt), edit(alice, id, { name: 'two' }, updatedAt)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps the keypair of the member who made it', async () => {
    const { id } = await make(alice, { keypairId: 'alice-key' });
    await edit(operator, id, { ntpServers: ['192.0.2.10'] });
    expect((await getClusterTemplate(alice, id)).keypairId).toBe('alice-key');
  });

  it('checks against the cloud again', async () => {
    const { id } = await make(alice);
    expect((await refusal(edit(alice, id, { flavorId: '1' }))).fieldErrors).toHaveProperty('flavorId');
  });

  it('is refused to readers, and visibility to members', async () => {
    const { id } = await make(alice);
    expect((await refusal(edit(rita, id, { name: 'x' }))).code).toBe('FORBIDDEN');
    expect((await refusal(edit(alice, id, { public: true }))).code).toBe('FORBIDDEN');
  });
});

describe('a template in use', () => {
  it('changes only in name, description, tags and visibility', async () => {
    const template = await make(alice, { name: 'used' });
    await insertClusterUsing(template, alice, 'first-user');
    const error = await refusal(edit(alice, template.id, { ntpServers: ['192.0.2.9'] }));
    expect(error).toMatchObject({ code: 'INVALID_STATE', userMessage: expect.stringMatching(/^One cluster uses this template/) });
    await edit(alice, template.id, { name: 'renamed', description: 'new', tags: ['x'] });
    await edit(operator, template.id, { public: true, hidden: true });
    expect(await getClusterTemplate(alice, template.id)).toMatchObject({ name: 'renamed', public: true, hidden: true, clusterCount: 1 });
  });

  it('is not deleted, and says how many clusters use it', async () => {
    const template = await make(alice, { name: 'used twice' });
    await insertClusterUsing(template, alice, 'second-user');
    await insertClusterUsing(template, bob, 'third-user');
    expect((await refusal(deleteClusterTemplate(alice, { id: template.id })))).toMatchObject({
      code: 'INVALID_STATE', userMessage: '2 clusters use this template. Delete those clusters first.',
    });
    expect(await listTemplateClusters(alice, template.id)).toMatchObject({ ownCount: 1, rows: [{ name: 'second-user' }] });
  });
});

describe('deleting', () => {
  it('removes it and records it', async () => {
    const { id } = await make(alice, { name: 'short-lived' });
    await deleteClusterTemplate(alice, { id });
    expect((await refusal(getClusterTemplate(alice, id))).code).toBe('NOT_FOUND');
    expect(await db().auditEvent.count({ where: { subjectId: id, action: 'cluster-template:delete' } })).toBe(1);
    expect((await refusal(deleteClusterTemplate(alice, { id }))).code).toBe('NOT_FOUND');
  });

  it('is refused to readers', async () => {
    const { id } = await make(alice);
    expect((await refusal(deleteClusterTemplate(rita, { id }))).code).toBe('FORBIDDEN');
  });
});

describe('the list', () => {
  const names = async (given: Parameters<typeof listClusterTemplates>[1]) =>
    (await listClusterTemplates(bob, given)).rows.map(({ name }) => name);

  beforeAll(async () => {
    const { id } = await make(bob, { name: 'page-00' });
    const { id: _id, ...row } = await db().clusterTemplate.findUniqueOrThrow({ where: { id } });
    const rows = Array.from({ length: 24 }, (_, index) => ({
      ...row,
      labels: {},
      // Equal names and times, so that the id must decide.
      name: `page-${String(Math.floor((index + 1) / 2)).padStart(2, '0')}`,
      description: index === 5 ? 'needle in 100% of_it' : null,
      tags: index === 6 ? ['needle-tag'] : [],
    }));
    await db().clusterTemplate.createMany({ data: rows });
  });

  it.each(['name', '-name', 'created', '-created', 'updated', '-updated'] as const)('by %s shows every template once, forward and back', async (sort) => {
    const seen: string[] = [];
    const pages: string[][] = [];
    let cursor: string | undefined;
    for (;;) {
      const page = await listClusterTemplates(bob, { visibility: 'own', sort, limit: 7, ...(cursor && { cursor }) });
      seen.push(...page.rows.map(({ id }) => id));
      pages.push(page.rows.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    const last = await listClusterTemplates(bob, { visibility: 'own', sort, limit: 7, ...(cursor && { cursor }) });
    const back = await listClusterTemplates(bob, { visibility: 'own', sort, limit: 7, cursor: last.previousCursor! });
    expect(back.rows.map(({ id }) => id)).toEqual(pages.at(-2));
    expect((await listClusterTemplates(bob, { visibility: 'own', sort, limit: 7 })).previousCursor).toBeNull();
  });

  it('searches names, descriptions and tags as plain text', async () => {
    expect(await names({ search: 'NEEDLE' })).toHaveLength(1);
    expect(await names({ search: 'needle-tag' })).toHaveLength(1);
    expect(await names({ search: '100% of_it' })).toHaveLength(1);
    expect(await names({ search: '100% ofXit' })).toHaveLength(0);
    expect(await names({ search: "'; drop table cluster_template; --" })).toEqual([]);
  });

  it('narrows by orchestrator and driver', async () => {
    expect((await names({ visibility: 'own', coe: 'kubernetes', driver: base.driverName, limit: 200 }))).toHaveLength(25);
    expect(await names({ coe: 'mesos' })).toEqual([]);
    expect(await names({ driver: 'k8s_none_v1' })).toEqual([]);
  });

  it('begins at the first page for a cursor that was changed by hand', async () => {
    const first = await names({ visibility: 'own', limit: 3 });
    for (const cursor of ['x', '../..', Buffer.from('["after","x","y"]').toString('base64url'), Buffer.from('[]').toString('base64url')]) {
      expect(await names({ visibility: 'own', limit: 3, cursor })).toEqual(first);
    }
  });
});
