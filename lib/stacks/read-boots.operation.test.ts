import { describe, expect, it } from 'vitest';
import { listClusters } from '#lib/clusters/list-clusters.ts';
import { clusterFilterSchema } from '#lib/clusters/schema.ts';
import { insertTestCluster } from '#lib/clusters/test-cluster.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { readChange, readSnapshot } from './read-live.ts';

useTestDatabase();

const owner = { projectId: 'p1', projectName: 'demo', userId: 'u1', userName: 'alice', region: 'RegionOne' };
let count = 0;

async function signal(clusterId: string, node: string, reason: string, at: Date = new Date()): Promise<number> {
  const { revision } = await db().cluster.update({ where: { id: clusterId }, data: { revision: { increment: 1 } } });
  await db().stackEvent.create({
    data: { clusterId, revision, eventId: `e${(count += 1)}`, path: `${node}/wait_handle`, resourceName: 'wait_handle', status: 'SIGNAL_COMPLETE', reason, eventAt: at },
  });
  return Number(revision);
}

describe("a node's set-up on the page of its cluster", () => {
  it('is in what a page begins with, and a change carries that of the nodes which told something new', async () => {
    const { id } = await insertTestCluster(owner, { name: 'boots', masters: 1, minions: 1 });
    await signal(id, 'kube_masters/0', 'status:SUCCESS reason:[1/2] first: started');
    const known = await signal(id, 'kube_minions/0', 'status:SUCCESS reason:[1/2] first: started');
    await signal(id, 'kube_masters/0', 'status:SUCCESS reason:[1/2] first: done in 3 s\n[2/2] second: started');

    const snapshot = await readSnapshot(null, id);
    expect(snapshot.boots.map(({ path, steps }) => [path, steps.length]).sort()).toEqual([
      ['kube_masters/0', 2],
      ['kube_minions/0', 1],
    ]);
    const change = await readChange(id, known);
    expect(change?.kind === 'change' && change.boots).toMatchObject([{ path: 'kube_masters/0', total: 2, steps: [{ state: 'done', seconds: 3 }, { state: 'started' }] }]);
  });

  it("ends with the log of the node's wait condition, which is whole", async () => {
    const { id, revision } = await insertTestCluster(owner, { name: 'broken', masters: 1, minions: 0 });
    await db().stackResource.create({
      data: {
        clusterId: id,
        path: 'kube_masters/0/wait_condition',
        parentPath: 'kube_masters/0',
        resourceName: 'wait_condition',
        resourceType: 'OS::Heat::WaitCondition',
        status: 'CREATE_FAILED',
        reason: 'WaitConditionFailure: resources.wait_condition: [2/2] second: failed with code 1\n! The disk is full.\nline',
        changedAt: new Date(),
        revision,
      },
    });
    const { boots } = await readSnapshot(null, id);
    expect(boots[0]?.steps).toMatchObject([{ number: 2, state: 'failed', sentence: 'The disk is full.' }]);
  });

  it('leaves out what an earlier attempt told', async () => {
    const { id } = await insertTestCluster(owner, { name: 'again', masters: 1, minions: 0 });
    await signal(id, 'kube_masters/0', 'status:SUCCESS reason:[1/2] first: started', new Date(Date.now() - 60_000));
    expect((await readSnapshot(null, id)).boots).toEqual([]);
  });
});

it('a list says of a cluster in creation how far its nodes are', async () => {
  const { id, revision } = await insertTestCluster(owner, { name: 'counted', masters: 3, minions: 2, data: { stackId: 'stack' } });
  const node = (parentPath: string, name: string, status: string) => ({
    clusterId: id, path: `${parentPath}/${name}`, parentPath, resourceName: name, resourceType: 'node.yaml', status, changedAt: new Date(), revision,
  });
  await db().stackResource.createMany({
    data: [
      node('kube_masters', '0', 'CREATE_COMPLETE'),
      node('kube_masters', '1', 'CREATE_IN_PROGRESS'),
      node('kube_masters', '2', 'INIT_COMPLETE'),
      node('kube_minions', '0', 'CREATE_COMPLETE'),
      node('kube_minions', '1', 'CREATE_FAILED'),
    ],
  });
  const { rows } = await listClusters({ ...owner, roles: ['reader'] } as unknown as Scope, clusterFilterSchema.parse({ q: 'counted' }));
  expect(rows[0]?.progress).toEqual({ mastersBegun: 2, mastersDone: 1, minionsBegun: 2, minionsDone: 1 });
});
