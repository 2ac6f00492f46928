import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { logger } from '#lib/logger.ts';
import type { Trust } from '#lib/openstack/keystone/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { serviceScope } from '#lib/openstack/service-scope.ts';
import { randomInt } from 'node:crypto';

/**
 * When a cluster's trust runs out. The microseconds are drawn by lot and kept on the row before the
 * trust is made: by them it is found again if the process dies before its id is saved.
 */
export function newTrustMarker(now: Date = new Date()): { trustMarker: string; trustExpiresAt: Date } {
  const expiry = new Date(now);
  expiry.setUTCFullYear(expiry.getUTCFullYear() + 10);
  const micros = String(randomInt(1_000_000)).padStart(6, '0');
  const trustMarker = `${expiry.toISOString().slice(0, 19)}.${micros}Z`;
  return { trustMarker, trustExpiresAt: new Date(trustMarker) };
}

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
  const earlier = firstTime ? undefined : await findEarlierTrust(scope, trustee, row.trustMarker);
  const trust =
    earlier ??
    (await scope.keystone.createTrust({
      trusteeUserId: trustee.userId,
      roleNames: rolesToLend(scope.roles),
      expiresAt: row.trustMarker,
    }));
  const saved = await db().cluster.updateMany({
    where: { id: row.id, trustId: null },
    data: { trustId: trust.id, trustorUserId: trust.trustorUserId },
  });
  if (saved.count === 0) await removeSurplus(scope, row.id, trust);
}

async function findEarlierTrust(scope: Scope, trustee: Scope, marker: string): Promise<Trust | undefined> {
  const trusts = await scope.keystone.listTrusts();
  return trusts.find((trust) => trust.expiresAt === marker && trust.trusteeUserId === trustee.userId);
}

/** Another request saved its trust first, or the cluster was deleted meanwhile. */
async function removeSurplus(scope: Scope, clusterId: string, trust: Trust): Promise<void> {
  const row = await db().cluster.findUnique({ where: { id: clusterId }, select: { trustId: true } });
  if (row?.trustId === trust.id) return;
  await scope.keystone.deleteTrust(trust.id).catch((error: unknown) => {
    logger.warn({ error, clusterId, trustId: trust.id }, 'surplus trust not deleted');
  });
}
