import 'server-only';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import { stackTagOf } from './cluster-id.ts';
import { busyEveryMs, type NextLook } from './follow-cluster.ts';
import { openTrustScope } from './open-trust-scope.ts';
import { writeLeasedCluster, type LeasedCluster } from './write-leased-cluster.ts';

/** Heat may still be taking in a stack whose request was cut off: asked for often at first. */
const freshForMs = 2 * 60_000;
const freshEveryMs = 5_000;
const staleEveryMs = 5 * 60_000;

/**
 * A cluster without a stack id and without anybody submitting it. Where the stack was made all the same
 * it is found by its tag and taken over; else the cluster waits for a member to continue it.
 * @throws PortalError when the cloud could not be asked
 */
export async function adoptStack(cluster: LeasedCluster): Promise<NextLook> {
  const heldUntil = cluster.submittingUntil?.getTime() ?? 0;
  if (heldUntil > Date.now()) return { inMs: heldUntil - Date.now() + 100 };

  const stackId = await findStackByTag(cluster);
  if (stackId !== null) {
    await writeLeasedCluster(cluster, async () => ({ stackId, submittingUntil: null, statusReason: null, lookFailedAt: null, lookFailedReason: null }));
    logger.info({ clusterId: cluster.id, stackId }, 'stack adopted');
    return { inMs: 0 };
  }
  // The page may now offer to continue: those who watch are told once.
  if (cluster.submittingUntil !== null) await writeLeasedCluster(cluster, async () => ({ submittingUntil: null }));
  const ageMs = Date.now() - cluster.actionStartedAt.getTime();
  return { inMs: ageMs < freshForMs ? Math.max(freshEveryMs, busyEveryMs) : staleEveryMs };
}

async function findStackByTag(cluster: LeasedCluster): Promise<string | null> {
  if (cluster.trustId === null) return null;
  try {
    const { heat } = await openTrustScope(cluster);
    const tagged = await heat.listStacksByTag(stackTagOf(cluster.id));
    return tagged.find((stack) => stack.name === cluster.stackName && !stack.status.startsWith('DELETE_'))?.id ?? null;
  } catch (error) {
    if (isPortalError(error, 'FORBIDDEN')) return null;
    throw error;
  }
}
