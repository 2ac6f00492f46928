import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { makeTemplateInput } from '#lib/cluster-templates/test-template-input.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { refusal } from '#lib/test-refusal.ts';
import { continueCluster } from './continue-cluster.ts';
import type { CreatedCluster } from './create-cluster.ts';
import { deleteCluster } from './delete-cluster.ts';
import { openDeleteToken } from './delete-token.ts';
import { getCluster } from './get-cluster.ts';
import { listAllClusters } from './list-all-clusters.ts';
import { listClusters } from './list-clusters.ts';
import { previewDelete } from './preview-delete.ts';
import { retryCluster } from './retry-cluster.ts';
import { allClustersFilterSchema, clusterFilterSchema } from './schema.ts';
import { clusterInput } from './test-cluster-input.ts';
import { rowOf, useSubmissions } from './test-submissions.ts';

useTestDatabase();
// Real stacks on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });
const create = useSubmissions();

let alice: Scope, bob: Scope, rita: Scope, operator: Scope;
/** One cluster of alice's; only the last tests delete it. */
let shared: CreatedCluster;

beforeAll(async () => {
  [alice, bob, rita, operator] = await Promise.all([signInForTest('alice'), signInForTest('bob', 'demo2'), signInForTest('rita'), signInForTest('operator')]);
  const { id: templateId } = await createClusterTemplate(alice, (await makeTemplateInput(alice)).input);
  shared = await create(alice, clusterInput({ templateId }));
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
