import 'server-only';
import { db } from '#lib/db/client.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { tryDeleteTrust } from './delete-cluster-trust.ts';

const atOnce = 50;

/**
 * Called when a user opens a page: removes the trusts of that user's deleted clusters which nobody else may
 * remove. Never throws: no page fails for it.
 * @returns how many are gone
 */
export async function removeLeftoverTrusts(scope: Scope): Promise<number> {
  let removed = 0;
  try {
    const left = await db().leftoverTrust.findMany({ where: { trustorUserId: scope.userId }, take: atOnce });
    for (const { trustId } of left) {
      if (!(await tryDeleteTrust(scope, trustId))) continue;
      await db().leftoverTrust.deleteMany({ where: { trustId } });
      removed += 1;
    }
  } catch (error) {
    logger.warn({ error, userId: scope.userId }, 'leftover trusts not removed');
  }
  return removed;
}
