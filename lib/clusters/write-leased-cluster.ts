import 'server-only';
import { db, type Prisma, type Transaction } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';

/** A row as it was when its lease was taken, with who holds it. */
export type LeasedCluster = Cluster & { leaseOwner: string };

/**
 * Writes what a look has found, as one change that watching pages see. Nothing is written when the lease
 * is lost or somebody has begun another action on the cluster meanwhile: what was seen is then of the past.
 * @returns the new revision, or null when nothing was written
 */
export async function writeLeasedCluster(
  cluster: LeasedCluster,
  work: (tx: Transaction, revision: bigint) => Promise<Prisma.ClusterUpdateInput>,
): Promise<bigint | null> {
  return db().$transaction(
    async (tx) => {
      const found = await tx.$queryRaw<{ revision: bigint }[]>`
        select revision from cluster
        where id = ${cluster.id}::uuid and lease_owner = ${cluster.leaseOwner} and status = ${cluster.status}
          and action_started_at = ${cluster.actionStartedAt} and stack_id is not distinct from ${cluster.stackId}
        for update`;
      const before = found[0]?.revision;
      if (before === undefined) return null;
      const revision = BigInt(before) + 1n;
      const data = await work(tx, revision);
      await tx.cluster.update({ where: { id: cluster.id }, data: { ...data, revision }, select: { id: true } });
      await notifyClusterChanged({ clusterId: cluster.id, projectId: cluster.projectId }, tx);
      return revision;
    },
    { timeout: 30_000 },
  );
}
