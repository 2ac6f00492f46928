import 'server-only';
import type { Transaction } from '#lib/db/client.ts';

/**
 * The stack no longer exists, and its resources with it.
 * @param revision the cluster's, already raised in this transaction
 */
export async function markStackGone(tx: Transaction, clusterId: string, revision: bigint): Promise<void> {
  await tx.stackResource.updateMany({
    where: { clusterId, removed: false },
    data: { removed: true, status: 'DELETE_COMPLETE', revision, changedAt: new Date() },
  });
}
