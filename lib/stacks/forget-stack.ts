import 'server-only';
import type { Transaction } from '#lib/db/client.ts';

/**
 * A cluster begins again with another stack: what is known of the old one's resources is marked removed,
 * so that watching pages drop it. The events stay, as the log of both attempts.
 * @param revision the cluster's, already raised in this transaction
 */
export async function forgetStack(tx: Transaction, clusterId: string, revision: bigint): Promise<void> {
  await tx.stackResource.updateMany({ where: { clusterId, removed: false }, data: { removed: true, revision } });
}
