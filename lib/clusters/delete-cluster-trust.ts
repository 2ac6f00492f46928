import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { forgetTrustScope } from '#lib/openstack/service-scope.ts';
import { openDeleterScope, openTrustScope } from './open-trust-scope.ts';

/**
 * Takes back what was lent to the portal. Keystone lets the trustor delete a trust, an administrator, and
 * (22.0 tried) a token of the trust itself. Where none of these is at hand it is done at the trustor's next
 * sign-in.
 * @throws PortalError when Keystone cannot be asked
 */
export async function deleteClusterTrust(cluster: Cluster): Promise<void> {
  const deleter = await openDeleterScope(cluster);
  const trustId = cluster.trustId ?? (deleter && (await findUnsavedTrust(deleter, cluster)));
  if (trustId === null) return;
  const deleted =
    (deleter !== null && (await tryDeleteTrust(deleter, trustId))) || (await tryDeleteByItself({ ...cluster, trustId }));
  if (!deleted) await leaveTrust(cluster, trustId);
  forgetTrustScope(trustId);
}

/** Made just before a crash: its id was never saved, but its expiry, which Keystone keeps to the second, was. */
async function findUnsavedTrust(scope: Scope, cluster: Cluster): Promise<string | null> {
  const trusts = await scope.keystone.listTrusts();
  const second = cluster.trustMarker.slice(0, 19);
  return trusts.find((trust) => trust.expiresAt?.slice(0, 19) === second && trust.projectId === cluster.projectId)?.id ?? null;
}

async function tryDeleteByItself(cluster: Cluster & { trustId: string }): Promise<boolean> {
  try {
    return await tryDeleteTrust(await openTrustScope(cluster), cluster.trustId);
  } catch (error) {
    if (isPortalError(error, 'FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND')) return false;
    throw error;
  }
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
