/*
 * Server time of one page of the lists, as the pages call them, from the database alone: 1,000 clusters in
 * one project, and 10,000 of 500 projects for administrators. Each figure is the median of 60 calls after
 * 10 to warm up. Runs in a database of its own, which is dropped afterwards.
 *
 *   node --conditions=react-server --import tsx bench/list-clusters.ts
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { listAllClusters } from '#lib/clusters/list-all-clusters.ts';
import { listClusters } from '#lib/clusters/list-clusters.ts';
import { allClustersFilterSchema, clusterFilterSchema, type Page } from '#lib/clusters/schema.ts';
import type { ClusterRow } from '#lib/clusters/view.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { seedClusters } from './seed-clusters.ts';

const warmUp = 10;
const calls = 60;

/** Lists look at nothing but who asks. */
const asking = (roles: string[]): Scope => ({ userId: 'u', projectId: 'bench-0', roles }) as unknown as Scope;
const member = asking(['member']);
const admin = asking(['admin']);

async function median(list: () => Promise<Page<ClusterRow>>): Promise<string> {
  const times: number[] = [];
  let rows = 0;
  for (let call = 0; call < warmUp + calls; call += 1) {
    const start = performance.now();
    rows = (await list()).rows.length;
    if (call >= warmUp) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return `${(times[calls / 2] ?? 0).toFixed(1)} ms (${rows} rows)`;
}

async function pageDeep(pages: number): Promise<string | null> {
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    after = (await listAllClusters(admin, allClustersFilterSchema.parse({ after }))).next;
  }
  return after;
}

async function measure(): Promise<void> {
  const project = (given: object) => () => listClusters(member, clusterFilterSchema.parse(given));
  const all = (given: object) => () => listAllClusters(admin, allClustersFilterSchema.parse(given));
  const print = async (title: string, list: () => Promise<Page<ClusterRow>>) => console.log(`${title.padEnd(58)} ${await median(list)}`);

  await seedClusters({ projects: 1, clusters: 1000 });
  await print('1,000 clusters of one project, first page', project({}));
  await print('  by name', project({ sort: 'name' }));
  await print('  only failed', project({ state: 'failed' }));
  await print('  search "ster-9"', project({ q: 'ster-9' }));

  await db().cluster.deleteMany();
  await seedClusters({ projects: 500, clusters: 10_000 });
  await print('10,000 clusters of 500 projects, first page', all({}));
  await print('  page 100', all({ after: await pageDeep(100) }));
  await print('  only failed', all({ state: 'failed' }));
  await print('  by driver', all({ driver: 'k8s_ubuntu_v1' }));
  await print('  by project', all({ project: 'project-499' }));
  await print('  by owner', all({ owner: 'owner-77' }));
  await print('  search that few match', all({ q: 'cluster-9876' }));
  await print('  search that all match', all({ q: 'cluster' }));
  await print('  search that none matches', all({ q: 'nowhere' }));
}

const template = process.env.TEST_DATABASE_URL;
if (!template) throw new Error('TEST_DATABASE_URL is not set: a migrated database to clone.');
const name = `bench_${randomBytes(6).toString('hex')}`;
const server = new URL(template);
const run = async (statement: string) => {
  const client = new pg.Client({ connectionString: new URL('/postgres', server).href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};
await run(`create database "${name}" template "${server.pathname.slice(1)}"`);
process.env.DATABASE_URL = new URL(`/${name}`, server).href;
try {
  await measure();
} finally {
  await db().$disconnect();
  await run(`drop database "${name}" with (force)`);
}
