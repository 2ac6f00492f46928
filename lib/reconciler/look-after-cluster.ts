import 'server-only';
import { adoptStack } from '#lib/clusters/adopt-stack.ts';
import { finishDelete } from '#lib/clusters/finish-delete.ts';
import { followCluster, type NextLook } from '#lib/clusters/follow-cluster.ts';
import { isInProgress, type ClusterStatus } from '#lib/clusters/status.ts';
import { writeLeasedCluster, type LeasedCluster } from '#lib/clusters/write-leased-cluster.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';

/** A cluster that Heat never took, or whose delete failed: it waits for a person, who sets `next_check_at`. */
const restingEveryMs = 10 * 60_000;
const firstBackOffMs = 2_000;
const longestBackOffMs = 60_000;
/** Of the time at most this part is spent on one cluster's looks: whom a busy cloud keeps waiting asks it less often. */
const lookShare = 0.25;
const longestPauseMs = 15_000;

const failuresInARow = new Map<string, number>();

/** One look at one cluster. Whatever goes wrong stays with this cluster. */
export async function lookAfterCluster(cluster: LeasedCluster): Promise<NextLook> {
  const startedAt = Date.now();
  try {
    const next = await dispatch(cluster);
    failuresInARow.delete(cluster.id);
    return { inMs: pauseAfter(next.inMs, Date.now() - startedAt) };
  } catch (error) {
    return afterFailure(cluster, error);
  }
}

/** The rhythm counts from look to look, not from the end of one to the start of the next. What is wanted at once comes at once. */
export function pauseAfter(wantedMs: number, tookMs: number): number {
  if (wantedMs === 0) return 0;
  return Math.max(wantedMs - tookMs, Math.min(tookMs / lookShare - tookMs, longestPauseMs));
}

async function dispatch(cluster: LeasedCluster): Promise<NextLook> {
  const status = cluster.status as ClusterStatus;
  if (status === 'DELETE_IN_PROGRESS') return finishDelete(cluster);
  if (status === 'DELETE_FAILED') return { inMs: restingEveryMs };
  if (cluster.stackId !== null) return followCluster({ ...cluster, stackId: cluster.stackId });
  return isInProgress(status) ? adoptStack(cluster) : { inMs: restingEveryMs };
}

async function afterFailure(cluster: LeasedCluster, error: unknown): Promise<NextLook> {
  const failures = (failuresInARow.get(cluster.id) ?? 0) + 1;
  failuresInARow.set(cluster.id, failures);
  logger.warn({ error, clusterId: cluster.id, failures }, 'cluster could not be looked at');
  const reason = isPortalError(error) ? error.userMessage : 'The portal met something unexpected while it looked at the stack.';
  if (cluster.lookFailedAt === null || cluster.lookFailedReason !== reason) {
    await writeLeasedCluster(cluster, async () => ({
      lookFailedAt: cluster.lookFailedAt ?? new Date(),
      lookFailedReason: reason,
    })).catch((cause: unknown) => logger.error({ error: cause, clusterId: cluster.id }, 'failed look not written'));
  }
  return { inMs: Math.min(longestBackOffMs, firstBackOffMs * 2 ** (failures - 1)) };
}
