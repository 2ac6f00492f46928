import 'server-only';
import { db, type Transaction } from '#lib/db/client.ts';
import type { DriverValues } from '#lib/drivers/values.ts';

/**
 * The stored authorities of a cluster, opened, as a driver takes them. The bootstrap token follows from
 * the cluster's own key, so that rendering again gives the same one.
 * @throws PortalError NOT_FOUND when the cluster has none
 */
export async function loadClusterSecrets(clusterId: string, tx: Transaction = db()): Promise<DriverValues['secrets']> {
  throw new Error(`not written yet: ${clusterId} ${typeof tx}`);
}
