import 'server-only';
import { z } from 'zod';
import { Prisma } from '#lib/db/generated/client.ts';
import type { HeatClient } from '#lib/openstack/heat/types.ts';
import { findLivingStack } from '#lib/stacks/look-at-stack.ts';
import { recordMoveEnd } from './record-move-end.ts';
import { settledRhythmMs } from './settled-rhythm.ts';
import { writeLeasedCluster, type LeasedCluster } from './write-leased-cluster.ts';

const movedFromSchema = z.object({ driverVersion: z.string(), bundleSha256: z.string(), stackUpdatedAt: z.string().nullable() });

const askEveryMs = 1_000;
/** Heat begins an update within seconds of taking it in; a busy one takes its time. */
const beginsWithinMs = 60_000;

export function moveBeginsUntil(now: Date = new Date()): Date {
  return new Date(now.getTime() + beginsWithinMs);
}

/**
 * A move that Heat has not shown to have begun: its stack is still as it was before, and its state must not be taken
 * for the move's end. When it does not begin in time (whoever sent it has died), the cluster says so, and goes on saying so.
 * @returns when to look again; null when the stack may be followed
 */
export async function awaitMove(cluster: LeasedCluster & { stackId: string }, heat: HeatClient): Promise<{ inMs: number } | null> {
  const before = movedFromSchema.safeParse(cluster.movedFrom);
  const begins = cluster.status === 'UPDATE_IN_PROGRESS' && cluster.submittingUntil !== null;
  if (!begins && !(cluster.status === 'UPDATE_FAILED' && before.success)) return null;
  const stack = before.success ? await findLivingStack(heat, { name: cluster.stackName, id: cluster.stackId }) : null;
  const asBefore = stack && before.success && !stack.status.endsWith('_IN_PROGRESS') && (stack.updatedAt?.toISOString() ?? null) === before.data.stackUpdatedAt;
  if (!begins) return asBefore ? { inMs: await settledRhythmMs() } : null;
  if (asBefore && (cluster.submittingUntil?.getTime() ?? 0) > Date.now()) return { inMs: askEveryMs };
  await writeLeasedCluster(cluster, async (tx) => {
    if (!asBefore) return { submittingUntil: null };
    await recordMoveEnd(tx, cluster, 'cluster:move-failed');
    return {
      status: 'UPDATE_FAILED',
      statusReason: `The move to version ${cluster.driverVersion} did not reach Heat. Nothing was changed at the machines.`,
      statusAdvice: `Move it again, or back to version ${before.data.driverVersion}.`,
      failure: Prisma.DbNull,
      submittingUntil: null,
      actionEndedAt: new Date(),
    };
  });
  return { inMs: 0 };
}
