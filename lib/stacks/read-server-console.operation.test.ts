import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { insertTestCluster } from '#lib/clusters/test-cluster.ts';
import { readServerConsole } from './read-server-console.ts';

useTestDatabase();

const owner = { projectId: 'p1', projectName: 'demo', userId: 'u1', userName: 'alice', region: 'RegionOne' };

/** What is tested is who may ask for which server; that Nova answers is tested with its client. */
function asking(given: Partial<Scope> = {}) {
  const asked: string[] = [];
  const nova = {
    getConsoleLog: (serverId: string) => {
      asked.push(serverId);
      return Promise.resolve('login:');
    },
  };
  return { asked, scope: { ...owner, roles: ['member'], nova, ...given } as unknown as Scope };
}

async function insertServer(clusterId: string, type = 'OS::Nova::Server', removed = false): Promise<string> {
  const serverId = randomUUID();
  await db().stackResource.create({
    data: {
      clusterId,
      path: `kube_masters/0/${serverId}`,
      parentPath: 'kube_masters/0',
      resourceName: serverId,
      resourceType: type,
      physicalResourceId: serverId,
      status: 'CREATE_COMPLETE',
      requires: [],
      changedAt: new Date(),
      revision: 1,
      removed,
    },
  });
  return serverId;
}

const insert = async (name: string) => (await insertTestCluster(owner, { name, masters: 1, minions: 1 })).id;

describe('readServerConsole', () => {
  it("gives a member the console of his own cluster's server", async () => {
    const clusterId = await insert('console-own');
    const serverId = await insertServer(clusterId);
    const { scope } = asking();
    await expect(readServerConsole(scope, clusterId, serverId)).resolves.toBe('login:');
  });

  it('refuses a reader before Nova is asked', async () => {
    const clusterId = await insert('console-reader');
    const serverId = await insertServer(clusterId);
    const { scope, asked } = asking({ roles: ['reader'] });
    await expect(readServerConsole(scope, clusterId, serverId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(asked).toEqual([]);
  });

  it("answers a member of another project as if there were no such cluster", async () => {
    const clusterId = await insert('console-foreign');
    const serverId = await insertServer(clusterId);
    const { scope, asked } = asking({ projectId: 'p2' });
    await expect(readServerConsole(scope, clusterId, serverId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toEqual([]);
  });

  it('refuses a server of another cluster of the same project', async () => {
    const clusterId = await insert('console-one');
    const serverId = await insertServer(await insert('console-two'));
    const { scope, asked } = asking();
    await expect(readServerConsole(scope, clusterId, serverId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(asked).toEqual([]);
  });

  it('refuses what is not a server, was removed, or is no id at all', async () => {
    const clusterId = await insert('console-odd');
    const { scope, asked } = asking();
    const port = await insertServer(clusterId, 'OS::Neutron::Port');
    const removed = await insertServer(clusterId, 'OS::Nova::Server', true);
    for (const serverId of [port, removed, '', '../../os-keypairs', 'x'.repeat(5000)]) {
      await expect(readServerConsole(scope, clusterId, serverId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(asked).toEqual([]);
  });
});
