import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { db } from '#lib/db/client.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { PortalError } from '#lib/errors.ts';
import type { HeatClient, StackSummary } from '#lib/openstack/heat/types.ts';
import { findLivingStack, lookAtStack } from '#lib/stacks/look-at-stack.ts';
import { planStackWrites } from '#lib/stacks/plan-stack-writes.ts';
import { rememberWrites, saveStackWrites } from '#lib/stacks/save-stack-writes.ts';
import { forgetStack, recallStack } from '#lib/stacks/stack-memory.ts';
import { stackTagOf } from './cluster-id.ts';
import { deleteClusterTrust } from './delete-cluster-trust.ts';
import { explainStackFailure } from './explain-stack-failure.ts';
import { busyEveryMs, type NextLook } from './follow-cluster.ts';
import { openDeleteScope } from './open-trust-scope.ts';
import { saveStackEvents } from './save-stack-events.ts';
import { writeLeasedCluster, type LeasedCluster } from './write-leased-cluster.ts';

/** Between Heat's 204 and the stack's own status some moments pass. */
const takesEffectWithinMs = 10_000;
const askAgainAfterMs = 60_000;
/** A Heat that ended in the middle of it lists the stack for ever. */
const purgedWithinMs = 120_000;

/** When this process asked Heat to delete a stack, and for which action of the user; asking anew is harmless. */
const asked = new Map<string, { actionStartedAt: number; at: number; begun: boolean }>();
/** When this process first saw a cluster's stack deleted but still listed. */
const purgingSince = new Map<string, number>();

/**
 * One step of a delete: all stacks of the cluster, then its trust, then its row. Each step looks first
 * what is left, so that the whole may be repeated after a crash at any point.
 * @throws PortalError when the cloud could not be asked
 */
export async function finishDelete(cluster: LeasedCluster): Promise<NextLook> {
  const scope = await openDeleteScope(cluster);
  if (scope === null) {
    // The stack was seen gone and the trust deleted before a crash: only the row is left.
    if (cluster.stackId === null) return removeCluster(cluster);
    throw new PortalError({
      code: 'FORBIDDEN',
      userMessage: 'The portal may no longer act on this stack. Delete the cluster again: your sign-in is then used for it.',
      message: `no scope left to delete cluster ${cluster.id}`,
    });
  }
  const left = await findStacks(scope.heat, cluster);
  if (left.length === 0) {
    // Written before the trust goes, for without trust and token nobody could find this out again.
    const written = cluster.stackId === null || (await writeLeasedCluster(cluster, async () => ({ stackId: null }))) !== null;
    return written ? removeCluster({ ...cluster, stackId: null }) : { inMs: 0 };
  }

  for (const stack of left) await askToDelete(scope.heat, cluster, stack);
  const failed = left.find((stack) => stack.status === 'DELETE_FAILED' && hasTakenEffect(cluster, stack));
  await saveProgress(cluster, scope.heat, failed ?? null);
  return { inMs: failed ? askAgainAfterMs : busyEveryMs };
}

/** The stack on the row and whatever else carries the cluster's tag: earlier attempts, one whose id was never saved. */
async function findStacks(heat: HeatClient, cluster: LeasedCluster): Promise<StackSummary[]> {
  const known = cluster.stackId === null ? null : await findLivingStack(heat, { name: cluster.stackName, id: cluster.stackId });
  if (known) return [known];
  const tagged = await heat.listStacksByTag(stackTagOf(cluster.id));
  return tagged.filter((stack) => stack.status !== 'DELETE_COMPLETE' || isBeingPurged(cluster));
}

/**
 * Heat calls a stack deleted, then takes its own trust away with the token by which it was asked, and lists the stack
 * as long. That token ends with the portal's trust, and Heat passes over a refusal: its trust would stay for ever.
 */
function isBeingPurged(cluster: LeasedCluster): boolean {
  const since = purgingSince.get(cluster.id) ?? Date.now();
  purgingSince.set(cluster.id, since);
  return Date.now() - since < purgedWithinMs;
}

async function askToDelete(heat: HeatClient, cluster: LeasedCluster, stack: StackSummary): Promise<void> {
  const earlier = asked.get(stack.id);
  const actionStartedAt = cluster.actionStartedAt.getTime();
  const current = earlier?.actionStartedAt === actionStartedAt ? earlier : undefined;
  if (stack.status === 'DELETE_COMPLETE') return;
  if (stack.status === 'DELETE_IN_PROGRESS') {
    asked.set(stack.id, { actionStartedAt, at: current?.at ?? Date.now(), begun: true });
    return;
  }
  const waiting = current && (current.begun || Date.now() - current.at < takesEffectWithinMs);
  if (waiting) return;
  await heat.deleteStack({ name: stack.name, id: stack.id });
  asked.set(stack.id, { actionStartedAt, at: Date.now(), begun: false });
}

function hasTakenEffect(cluster: LeasedCluster, stack: StackSummary): boolean {
  const current = asked.get(stack.id);
  if (current?.actionStartedAt !== cluster.actionStartedAt.getTime()) return false;
  return current.begun || Date.now() - current.at >= takesEffectWithinMs / 2;
}

async function saveProgress(cluster: LeasedCluster, heat: HeatClient, failed: StackSummary | null): Promise<void> {
  const ref = cluster.stackId === null ? null : { name: cluster.stackName, id: cluster.stackId };
  const memory = ref && (await recallStack(cluster, ref.id));
  const look = ref && memory ? await lookAtStack(heat, ref, memory, (events) => saveStackEvents(cluster, memory, events)) : null;
  const writes = memory && look && look.stack !== null ? planStackWrites(memory, cluster.stackName, look) : { events: [], resources: [] };
  if (writes.events.length === 0 && writes.resources.length === 0 && !failed && cluster.lookFailedAt === null) return;

  const revision = await writeLeasedCluster(cluster, async (tx, next) => {
    await saveStackWrites(tx, cluster.id, next, writes);
    const progress = { lookFailedAt: null, lookFailedReason: null };
    if (!failed) return progress;
    const explained = await explainStackFailure(tx, cluster, failed.statusReason);
    await recordAuditEvent(tx, cluster, { action: 'cluster:delete-failed', subjectId: cluster.id, subjectName: cluster.name });
    return {
      ...progress,
      status: 'DELETE_FAILED',
      statusReason: explained?.reason ?? 'The stack could not be deleted and Heat gave no reason.',
      statusAdvice: explained?.advice ?? 'Delete the cluster again.',
      failure: explained?.failure ?? Prisma.DbNull,
      actionEndedAt: new Date(),
    };
  });
  if (failed) asked.delete(failed.id);
  if (revision !== null && memory) rememberWrites(memory, revision, writes);
}

/** Nothing of the cluster is left in Heat. */
async function removeCluster(cluster: LeasedCluster): Promise<NextLook> {
  await deleteClusterTrust(cluster);
  await db().$transaction(async (tx) => {
    const { count } = await tx.cluster.deleteMany({ where: { id: cluster.id, leaseOwner: cluster.leaseOwner, status: 'DELETE_IN_PROGRESS' } });
    if (count === 0) return;
    await recordAuditEvent(tx, cluster, { action: 'cluster:deleted', subjectId: cluster.id, subjectName: cluster.name });
    await notifyClusterChanged({ clusterId: cluster.id, projectId: cluster.projectId }, tx);
  });
  forgetStack(cluster.id);
  purgingSince.delete(cluster.id);
  return { inMs: 0 };
}
