import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import { newTrustExpiry } from '#lib/openstack/keystone/trust-expiry.ts';
import type { Trust } from '#lib/openstack/keystone/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { serviceScope } from '#lib/openstack/service-scope.ts';

/**
 * The roles the service user is lent. Heat's services may ask for any that a member was given
 * (heat_stack_owner, load-balancer_member, creator …), but an administrator's power is not lent.
 */
export function rolesToLend(roles: readonly string[]): string[] {
  const lent = roles.filter((role) => role !== 'admin');
  return lent.length > 0 ? lent : [...roles];
}

/** Makes the cluster's trust, or finds the one made earlier. */
export async function ensureTrust(scope: Scope, row: Cluster, firstTime: boolean): Promise<void> {
  if (row.trustId) return;
  const trustee = await serviceScope();
  const earlier = firstTime ? undefined : await findEarlierTrust(scope, trustee, row);
  const trust = earlier ?? (await createTrust(scope, trustee, row));
  const saved = await db().cluster.updateMany({
    where: { id: row.id, trustId: null },
    data: { trustId: trust.id, trustorUserId: trust.trustorUserId },
  });
  if (saved.count === 0) await removeSurplus(scope, row.id, trust);
}

async function createTrust(scope: Scope, trustee: Scope, row: Cluster): Promise<Trust> {
  const lend = (expiresAt: string) =>
    scope.keystone.createTrust({ trusteeUserId: trustee.userId, roleNames: rolesToLend(scope.roles), expiresAt });
  try {
    return await lend(row.trustMarker);
  } catch (error) {
    if (!isPortalError(error, 'CONFLICT')) throw error;
    // Another request made it a moment ago, or the same second was drawn for another cluster.
    const made = await findEarlierTrust(scope, trustee, row);
    if (made) return made;
    const trustMarker = newTrustExpiry(new Date());
    await db().cluster.updateMany({ where: { id: row.id, trustId: null }, data: { trustMarker } });
    return lend(trustMarker);
  }
}

async function findEarlierTrust(scope: Scope, trustee: Scope, row: Cluster): Promise<Trust | undefined> {
  const trusts = await scope.keystone.listTrusts();
  const found = trusts.find((trust) => trust.expiresAt === row.trustMarker && trust.trusteeUserId === trustee.userId);
  const taken = found && (await db().cluster.findFirst({ where: { trustId: found.id, id: { not: row.id } }, select: { id: true } }));
  return taken ? undefined : found;
}

/** Another request saved its trust first, or the cluster was deleted meanwhile. */
async function removeSurplus(scope: Scope, clusterId: string, trust: Trust): Promise<void> {
  const row = await db().cluster.findUnique({ where: { id: clusterId }, select: { trustId: true } });
  if (row?.trustId === trust.id) return;
  await scope.keystone.deleteTrust(trust.id).catch((error: unknown) => {
    logger.warn({ error, clusterId, trustId: trust.id }, 'surplus trust not deleted');
  });
}
