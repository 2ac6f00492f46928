import 'server-only';
import { db } from '#lib/db/client.ts';
import type { LeasedCluster } from '#lib/clusters/write-leased-cluster.ts';

/*
 * While a cluster is leased, `next_check_at` equals `lease_until`: a lease that its holder cannot end comes
 * due by itself, and a page that sets `next_check_at` meanwhile (delete, continue) is told apart by that.
 */

export const leaseMs = 15_000;

/** Due clusters that nobody has, those at work first. Others may take leases at the same moment. */
export async function takeLeases(owner: string, limit: number): Promise<LeasedCluster[]> {
  const taken = await db().$queryRaw<{ id: string }[]>`
    update cluster set lease_owner = ${owner}, lease_until = due.at, next_check_at = due.at
    from (
      select id, date_trunc('milliseconds', now() + ${leaseMs} * interval '1 millisecond') as at from cluster
      where next_check_at <= now() and (lease_until is null or lease_until < now())
      order by (status like '%_IN_PROGRESS') desc, next_check_at
      for update skip locked limit ${limit}
    ) due
    where cluster.id = due.id returning cluster.id`;
  if (taken.length === 0) return [];
  const rows = await db().cluster.findMany({ where: { id: { in: taken.map(({ id }) => id) }, leaseOwner: owner } });
  return rows.map((row) => ({ ...row, leaseOwner: owner }));
}

export async function renewLeases(owner: string, clusterIds: readonly string[]): Promise<void> {
  if (clusterIds.length === 0) return;
  await db().$executeRaw`
    update cluster set
      lease_until = due.at, next_check_at = case when next_check_at = lease_until then due.at else next_check_at end
    from (select date_trunc('milliseconds', now() + ${leaseMs} * interval '1 millisecond') as at) due
    where lease_owner = ${owner} and id = any(${[...clusterIds]}::uuid[])`;
}

/** Ends a lease; whoever asked for an earlier look meanwhile gets it. */
export async function releaseLease(owner: string, clusterId: string, nextInMs: number): Promise<void> {
  await db().$executeRaw`
    update cluster set
      lease_owner = null, lease_until = null,
      next_check_at = case when next_check_at = lease_until
        then now() + ${Math.max(0, Math.round(nextInMs))} * interval '1 millisecond' else next_check_at end
    where id = ${clusterId}::uuid and lease_owner = ${owner}`;
}

/** Milliseconds until a cluster is due; null when there is none. */
export async function nextDueInMs(): Promise<number | null> {
  const found = await db().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from next_check_at - now()) * 1000)::float8 as ms from cluster order by next_check_at limit 1`;
  return found[0]?.ms ?? null;
}
