import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { forgetTrustScope } from '#lib/openstack/service-scope.ts';
import { openDeleterScope } from './open-trust-scope.ts';

/**
 * Takes back what was lent to the portal. Only the trustor or an administrator may: with the token of
 * whoever deleted the cluster, and where that does not serve, at the trustor's next sign-in.
 * @throws PortalError when Keystone cannot be asked
 */
export async function deleteClusterTrust(cluster: Cluster): Promise<void> {
  const scope = await openDeleterScope(cluster);
  const trustId = cluster.trustId ?? (scope && (await findUnsavedTrust(scope, cluster)));
  if (trustId === null) return;
  const deleted = scope !== null && (await tryDeleteTrust(scope, trustId));
  if (!deleted) await leaveTrust(cluster, trustId);
  forgetTrustScope(trustId);
}

/** Made just before a crash: its id was never saved, but its expiry was. */
async function findUnsavedTrust(scope: Scope, cluster: Cluster): Promise<string | null> {
  const trusts = await scope.keystone.listTrusts();
  return trusts.find((trust) => trust.expiresAt === cluster.trustMarker)?.id ?? null;
}

/** @returns false when this user may not */
export async function tryDeleteTrust(scope: Scope, trustId: string): Promise<boolean> {
  try {
    await scope.keystone.deleteTrust(trustId);
    return true;
  } catch (error) {
    if (isPortalError(error, 'NOT_FOUND')) return true;
    if (isPortalError(error, 'FORBIDDEN', 'UNAUTHENTICATED')) return false;
    throw error;
  }
}

async function leaveTrust(cluster: Cluster, trustId: string): Promise<void> {
  logger.info({ clusterId: cluster.id, trustId }, 'trust left for its trustor to remove');
  await db().leftoverTrust.createMany({
    data: [{ trustId, trustorUserId: cluster.trustorUserId ?? cluster.userId, clusterName: cluster.name }],
    skipDuplicates: true,
  });
}
