import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/client.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import type { Stack } from '#lib/openstack/heat/types.ts';
import { findLivingStack, lookAtStack, type StackLook } from '#lib/stacks/look-at-stack.ts';
import { markStackGone } from '#lib/stacks/mark-stack-gone.ts';
import { planStackWrites } from '#lib/stacks/plan-stack-writes.ts';
import { rememberWrites, saveStackWrites } from '#lib/stacks/save-stack-writes.ts';
import { recallStack, type StackMemory } from '#lib/stacks/stack-memory.ts';
import { awaitMove } from './await-move.ts';
import { explainStackFailure } from './explain-stack-failure.ts';
import { openTrustScope } from './open-trust-scope.ts';
import { readStackOutputs, usualOutputs, type StackFindings } from './read-stack-outputs.ts';
import { recordMoveEnd } from './record-move-end.ts';
import { saveStackEvents } from './save-stack-events.ts';
import { settledRhythmMs } from './settled-rhythm.ts';
import { isInProgress, type ClusterStatus } from './status.ts';
import { toClusterStatus } from './to-cluster-status.ts';
import { writeLeasedCluster, type LeasedCluster } from './write-leased-cluster.ts';

/** What a look leads to: when to look again, in milliseconds. */
export interface NextLook {
  inMs: number;
}

export const busyEveryMs = 1_000;
const settlingEveryMs = 2_000;
/** After its end a stack's neighbours may go on for a while, and the last events come late. */
const settlingForMs = 10_000;
const settlingAtMostMs = 5 * 60_000;

/**
 * One look at a cluster that has a stack and is not being deleted: what Heat says is written down, all
 * of it in one transaction. Repeating it is harmless.
 * @throws PortalError when the cloud could not be asked
 */
export async function followCluster(cluster: LeasedCluster & { stackId: string }): Promise<NextLook> {
  const { heat } = await openTrustScope(cluster);
  const ref = { name: cluster.stackName, id: cluster.stackId };
  const notBegun = await awaitMove(cluster, heat);
  if (notBegun) return notBegun;
  const status = cluster.status as ClusterStatus;
  const memory = await recallStack(cluster, cluster.stackId);

  if (!isInProgress(status) && !isSettling(cluster, memory)) {
    const stack = await findLivingStack(heat, ref);
    if (stack && isAsBefore(cluster, stack)) return looked(cluster, await settledRhythmMs());
  }

  const look = await lookAtStack(heat, ref, memory, (events) => saveStackEvents(cluster, memory, events));
  if (look.stack === null) return saveVanished(cluster);
  if (look.stack && toClusterStatus(look.stack.status, status) !== status && look.stack.status.endsWith('_COMPLETE')) {
    look.stack = await findLivingStack(heat, ref, { outputs: true });
    if (look.stack === null) return saveVanished(cluster);
  }
  return saveLook(cluster, memory, look);
}

function isSettling(cluster: LeasedCluster, memory: StackMemory): boolean {
  if (cluster.actionEndedAt === null) return true;
  const agoMs = Date.now() - cluster.actionEndedAt.getTime();
  if (agoMs < settlingForMs) return true;
  if (agoMs > settlingAtMostMs) return false;
  return [...memory.resources.values()].some((resource) => resource.status.endsWith('_IN_PROGRESS'));
}

function isAsBefore(cluster: LeasedCluster, stack: Stack): boolean {
  const untouched = stack.updatedAt === null || (cluster.lastEventAt !== null && stack.updatedAt <= cluster.lastEventAt);
  return untouched && toClusterStatus(stack.status, cluster.status as ClusterStatus) === cluster.status;
}

async function saveLook(cluster: LeasedCluster, memory: StackMemory, look: StackLook): Promise<NextLook> {
  const before = cluster.status as ClusterStatus;
  const status = look.stack ? toClusterStatus(look.stack.status, before) : before;
  const writes = planStackWrites(memory, cluster.stackName, look);
  // The events themselves are written already; those of a failed stack may show its cause better.
  const nothingNew = writes.events.length + writes.resources.length === 0 && status === before && !(look.fresh && status.endsWith('_FAILED'));
  if (nothingNew) return looked(cluster, isInProgress(status) ? busyEveryMs : settlingEveryMs);

  const findings = status !== before && look.stack ? await readFindings(cluster, look.stack) : {};
  const revision = await writeLeasedCluster(cluster, async (tx, next) => {
    await saveStackWrites(tx, cluster.id, next, writes);
    return {
      ...(await statusChange(tx, cluster, status, look.stack ?? null)),
      ...findings,
      lastEventAt: memory.lastEventAt,
      lookFailedAt: null,
      lookFailedReason: null,
    };
  });
  if (revision !== null) rememberWrites(memory, revision, writes);
  return { inMs: isInProgress(status) ? busyEveryMs : settlingEveryMs };
}

async function readFindings(cluster: LeasedCluster, stack: Stack): Promise<StackFindings> {
  const mapping = await getDriver(cluster.driverName, cluster.driverVersion).then(
    ({ manifest }) => manifest.outputs,
    () => usualOutputs,
  );
  return readStackOutputs(stack.outputs, mapping);
}

/** The columns that follow from a status; while it is a failure its cause may still become clearer. */
async function statusChange(
  tx: Transaction,
  cluster: LeasedCluster,
  status: ClusterStatus,
  stack: Stack | null,
): Promise<Prisma.ClusterUpdateInput> {
  const begins = isInProgress(status) && cluster.actionEndedAt !== null;
  const ends = !isInProgress(status) && (cluster.actionEndedAt === null || status !== cluster.status);
  const timing = begins ? { actionStartedAt: new Date(), actionEndedAt: null } : ends ? { actionEndedAt: new Date() } : {};
  if (ends) await recordEnd(tx, cluster, status);
  if (!status.endsWith('_FAILED')) {
    const foreign = stack?.status === 'DELETE_IN_PROGRESS' ? 'The Heat stack of this cluster is being deleted outside the portal.' : null;
    return { status, statusReason: foreign, statusAdvice: null, failure: Prisma.DbNull, ...timing };
  }
  const explained = await explainStackFailure(tx, cluster, stack?.statusReason ?? null);
  if (!explained) return { status, ...timing };
  return { status, statusReason: explained.reason, statusAdvice: explained.advice, failure: explained.failure ?? Prisma.DbNull, ...timing };
}

async function recordEnd(tx: Transaction, cluster: LeasedCluster, status: ClusterStatus): Promise<void> {
  if (status.startsWith('UPDATE_')) await recordMoveEnd(tx, cluster, status === 'UPDATE_COMPLETE' ? 'cluster:moved' : 'cluster:move-failed');
  if (!status.startsWith('CREATE_')) return;
  await recordAuditEvent(tx, cluster, {
    action: status === 'CREATE_COMPLETE' ? 'cluster:created' : 'cluster:create-failed',
    subjectId: cluster.id,
    subjectName: cluster.name,
  });
}

/** Nothing to write, except that the stack can be looked at again. */
async function looked(cluster: LeasedCluster, inMs: number): Promise<NextLook> {
  if (cluster.lookFailedAt !== null) {
    await writeLeasedCluster(cluster, async () => ({ lookFailedAt: null, lookFailedReason: null }));
  }
  return { inMs };
}

/** Somebody deleted the stack by another way: the cluster is kept, so that its owner sees what happened. */
async function saveVanished(cluster: LeasedCluster): Promise<NextLook> {
  const creating = cluster.status.startsWith('CREATE_') && cluster.status !== 'CREATE_COMPLETE';
  const status = creating ? 'CREATE_FAILED' : 'UPDATE_FAILED';
  const statusReason = 'The Heat stack of this cluster no longer exists: it was deleted outside the portal.';
  if (cluster.status !== status || cluster.statusReason !== statusReason) {
    await writeLeasedCluster(cluster, async (tx, revision) => {
      await markStackGone(tx, cluster.id, revision);
      return {
        status,
        statusReason,
        statusAdvice: creating ? 'Try again, or delete the cluster.' : 'Delete the cluster; its servers are gone.',
        failure: Prisma.DbNull,
        actionEndedAt: new Date(),
        lookFailedAt: null,
        lookFailedReason: null,
      };
    });
  }
  return { inMs: await settledRhythmMs() };
}
