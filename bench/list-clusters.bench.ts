import type { Bench, Figure } from './figure.ts';
import { median, timesOf } from './figure.ts';
import { listAllClusters } from '#lib/clusters/list-all-clusters.ts';
import { listClusters } from '#lib/clusters/list-clusters.ts';
import { allClustersFilterSchema, clusterFilterSchema } from '#lib/clusters/schema.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { seedClusters } from './seed-clusters.ts';

const calls = 60;
const warmUps = 10;
const method = `the operation the page calls, pages of 50 from PostgreSQL; median of ${calls} calls after ${warmUps} to warm up`;

/** Lists look at nothing but who asks. */
const asking = (roles: string[]): Scope => ({ userId: 'u', projectId: 'bench-0', roles }) as unknown as Scope;
const member = asking(['member']);
const admin = asking(['admin']);

/** Server time of one page of the lists. */
const bench: Bench = {
  title: 'Lists of clusters',
  async measure(): Promise<Figure[]> {
    const figures: Figure[] = [];
    const add = async (name: string, atMost: number, list: () => Promise<unknown>) => {
      figures.push({ name, value: median(await timesOf(list, calls, warmUps)), unit: 'ms', atMost, method });
    };
    const project = (given: object) => () => listClusters(member, clusterFilterSchema.parse(given));
    const all = (given: object) => () => listAllClusters(admin, allClustersFilterSchema.parse(given));

    await seedClusters({ projects: 1, clusters: 1000 });
    await add('1,000 clusters of one project, first page', 50, project({}));
    await add('1,000 clusters of one project, by name', 50, project({ sort: 'name' }));
    await add('1,000 clusters of one project, only failed', 50, project({ state: 'failed' }));
    await add('1,000 clusters of one project, search', 50, project({ q: 'ster-9' }));

    await db().cluster.deleteMany();
    await seedClusters({ projects: 500, clusters: 10_000 });
    await add('10,000 clusters of 500 projects, first page', 100, all({}));
    await add('10,000 clusters of 500 projects, page 100', 100, all({ after: await cursorAfter(100) }));
    await add('10,000 clusters of 500 projects, only failed', 100, all({ state: 'failed' }));
    await add('10,000 clusters of 500 projects, of one driver', 100, all({ driver: 'k8s_ubuntu_v1' }));
    await add('10,000 clusters of 500 projects, of one project', 100, all({ project: 'project-499' }));
    await add('10,000 clusters of 500 projects, of one owner', 100, all({ owner: 'owner-77' }));
    await add('10,000 clusters of 500 projects, search that few match', 100, all({ q: 'cluster-9876' }));
    await add('10,000 clusters of 500 projects, search that all match', 100, all({ q: 'cluster' }));
    await add('10,000 clusters of 500 projects, search that none matches', 100, all({ q: 'nowhere' }));
    await db().cluster.deleteMany({ where: { bundleSha256: 'bench' } });
    return figures;
  },
};

async function cursorAfter(pages: number): Promise<string | null> {
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    after = (await listAllClusters(admin, allClustersFilterSchema.parse({ after }))).next;
  }
  return after;
}

export default bench;
