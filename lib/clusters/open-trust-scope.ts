import 'server-only';
import type { Cluster } from '#lib/db/generated/client.ts';
import { isPortalError, PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { trustScope } from '#lib/openstack/service-scope.ts';
import { scopeForToken } from '#lib/openstack/session-scope.ts';
import { openDeleteToken } from './delete-token.ts';

type Owned = Pick<Cluster, 'id' | 'region' | 'trustId' | 'sealedDeleteToken'>;

/**
 * The cluster's project with the rights its creator lent.
 * @throws FORBIDDEN when there is no trust, or it no longer works
 */
export async function openTrustScope(cluster: Owned): Promise<Scope> {
  if (cluster.trustId !== null) return trustScope(cluster.trustId, cluster.region);
  throw new PortalError({
    code: 'FORBIDDEN',
    userMessage: 'The portal has not been lent the right to look at this stack.',
    message: `cluster ${cluster.id} has no trust`,
  });
}

/** The scope of whoever deleted the cluster, while that token works; else null. */
export async function openDeleterScope(cluster: Owned): Promise<Scope | null> {
  if (cluster.sealedDeleteToken === null) return null;
  try {
    return await scopeForToken(openDeleteToken(cluster.id, cluster.sealedDeleteToken), cluster.region);
  } catch (error) {
    if (isPortalError(error, 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_STATE', 'MISCONFIGURED')) return null;
    throw error;
  }
}

/**
 * For a delete: through the trust, or where that no longer works with the token of whoever deleted it.
 * Null when nobody can act for the project any more.
 */
export async function openDeleteScope(cluster: Owned & { projectId: string }): Promise<Scope | null> {
  try {
    return await openTrustScope(cluster);
  } catch (error) {
    if (!isPortalError(error, 'FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND')) throw error;
  }
  const scope = await openDeleterScope(cluster);
  // An administrator's token is of another project: Heat would not find the stack there.
  return scope?.projectId === cluster.projectId ? scope : null;
}
