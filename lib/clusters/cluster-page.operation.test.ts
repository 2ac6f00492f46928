import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { listAllClusters } from './list-all-clusters.ts';
import { listClusters } from './list-clusters.ts';
import { allClustersFilterSchema } from './schema.ts';
import { insertTestCluster } from './test-cluster.ts';

useTestDatabase();

const owner = { projectId: 'p1', projectName: 'demo', userId: 'u1', userName: 'alice', region: 'RegionOne' };
const asking = (roles: string[]) => ({ ...owner, roles }) as unknown as Scope;
const read = (given: Record<string, unknown>) => listClusters(asking(['reader']), allClustersFilterSchema.parse(given));
const cursor = (key: string, id: string = randomUUID()) => Buffer.from(JSON.stringify([key, id])).toString('base64url');

beforeAll(async () => {
  await insertTestCluster(owner, { name: 'one', masters: 1, minions: 1 });
});

describe('an address made up by hand', () => {
  it.each([
    ['is no cursor at all', { after: '%%%' }],
    ['has a year no database knows', { after: cursor('-271821-04-20T00:00:00.000Z') }],
    ['has a year of six digits', { before: cursor('+275760-09-12T00:00:00.000Z') }],
    ['has a NUL in a name', { sort: 'name', after: cursor('a\0b') }],
    ['has an id of another kind', { sort: 'name', after: cursor('a', '-'.repeat(36)) }],
    ['has a wrong sort and state', { sort: 'drop table', state: 'x', pageSize: 1e9 }],
  ])('opens the first page when it %s', async (_, given) => {
    expect((await read(given)).rows.map(({ name }) => name)).toEqual(['one']);
  });

  it('searches for what is typed, not for patterns', async () => {
    for (const q of ['%', '_', "' or 1=1 --", 'one\0']) {
      const { rows } = await read({ q });
      expect(rows.map(({ name }) => name)).toEqual(q.startsWith('one') ? ['one'] : []);
    }
  });

  it('gives an administrator’s list with a driver that cannot be one as if none was chosen', async () => {
    const page = await listAllClusters(asking(['admin']), allClustersFilterSchema.parse({ driver: 'x\0' }));
    expect(page.rows).toHaveLength(1);
  });

  it('gives nobody but an administrator the clusters of all projects', async () => {
    for (const roles of [['reader'], ['member'], []]) {
      await expect(listAllClusters(asking(roles), allClustersFilterSchema.parse({}))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
