import 'server-only';
import { db } from '#lib/db/client.ts';
import { logger } from '#lib/logger.ts';

/*
 * While a request brings a cluster to Heat it holds the row. The hold is short and renewed, so that a
 * process that dies gives the cluster free within seconds. It keeps others from doing the same work;
 * correctness does not rest on it, since each step of the work may be repeated.
 */

const holdMs = 15_000;
const renewMs = 5_000;

export function holdUntil(now: Date = new Date()): Date {
  return new Date(now.getTime() + holdMs);
}

/** True when the cluster waits for a submission and this caller now has it. */
export async function takeHold(clusterId: string): Promise<boolean> {
  const now = new Date();
  const taken = await db().cluster.updateMany({
    where: {
      id: clusterId,
      status: 'CREATE_IN_PROGRESS',
      stackId: null,
      OR: [{ submittingUntil: null }, { submittingUntil: { lte: now } }],
    },
    data: { submittingUntil: holdUntil(now) },
  });
  return taken.count === 1;
}

/** Renews the hold that the caller has until `work` ends. Whoever ends it clears the column. */
export async function whileHolding<T>(clusterId: string, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    db()
      .cluster.updateMany({ where: { id: clusterId, submittingUntil: { not: null } }, data: { submittingUntil: holdUntil() } })
      .catch((error: unknown) => logger.warn({ error, clusterId }, 'hold on a submission not renewed'));
  }, renewMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
