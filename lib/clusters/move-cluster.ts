import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db, Prisma } from '#lib/db/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { seal } from '#lib/sealing.ts';
import { moveBeginsUntil } from './await-move.ts';
import { parametersContext } from './ensure-secrets.ts';
import { inTheWay, planMove, type MovePlan } from './plan-move.ts';
import { recordMoveEnd } from './record-move-end.ts';
import { saveBundle } from './save-bundle.ts';
import type { MoveClusterInput } from './schema.ts';
import { holdUntil, whileHolding } from './submission-hold.ts';

/**
 * Moves a cluster to another version of its driver: the row first, then Heat; the reconciler follows the update. What
 * Heat refuses leaves the cluster as it was. When Heat's answer is lost, the reconciler finds out what became of it.
 * @throws as planMove does; INVALID_STATE when the preview no longer holds; what Heat answers
 */
export async function moveCluster(scope: Scope, input: MoveClusterInput): Promise<{ clusterId: string; name: string }> {
  requireAbility(scope, 'cluster:move');
  const plan = await planMove(scope, input);
  const { row, bundle } = plan;
  if (bundle.sha256 !== input.bundleSha256) throw inTheWay('The driver has changed since you looked at the preview. Look again.');
  await writeMove(scope, plan);
  try {
    await whileHolding(row.id, () => scope.heat.updateStack(plan.update));
  } catch (error) {
    logger.warn({ error, clusterId: row.id }, 'cluster not moved');
    // Of anything else nobody knows whether Heat has taken it in.
    if (isPortalError(error, 'INVALID_INPUT', 'CONFLICT', 'FORBIDDEN', 'NOT_FOUND', 'QUOTA_EXCEEDED', 'UNAUTHENTICATED')) await takeBack(plan);
    throw error;
  }
  await db().cluster.updateMany({ where: begun(plan), data: { submittingUntil: moveBeginsUntil(), nextCheckAt: new Date() } });
  return { clusterId: row.id, name: row.name };
}

async function writeMove(scope: Scope, { row, stack, bundle, effectiveLabels }: MovePlan): Promise<void> {
  const now = new Date();
  await db().$transaction(async (tx) => {
    await saveBundle(tx, bundle);
    const moved = await tx.cluster.updateMany({
      where: { id: row.id, status: row.status, stackId: row.stackId, bundleSha256: row.bundleSha256 },
      data: {
        driverVersion: bundle.driverVersion,
        bundleSha256: bundle.sha256,
        parameters: bundle.parameters as Prisma.InputJsonObject,
        sealedParameters: seal(JSON.stringify(bundle.hiddenParameters), parametersContext(row.id)),
        effectiveLabels,
        movedFrom: { driverVersion: row.driverVersion, bundleSha256: row.bundleSha256, stackUpdatedAt: stack.updatedAt?.toISOString() ?? null },
        status: 'UPDATE_IN_PROGRESS',
        statusReason: null,
        statusAdvice: null,
        failure: Prisma.DbNull,
        submittingUntil: holdUntil(now),
        nextCheckAt: now,
        actionStartedAt: now,
        actionEndedAt: null,
        revision: { increment: 1 },
      },
    });
    if (moved.count === 0) throw inTheWay(`${row.name} was changed by somebody else in the meantime. Look again.`);
    await recordAuditEvent(tx, scope, {
      action: 'cluster:move',
      subjectId: row.id,
      subjectName: row.name,
      detail: { driver: `${bundle.driverName} ${bundle.driverVersion}`, instead: row.driverVersion },
    });
    await notifyClusterChanged({ clusterId: row.id, projectId: row.projectId }, tx);
  });
}

/** Heat has changed nothing: neither has the portal. */
async function takeBack(plan: MovePlan): Promise<void> {
  const { row } = plan;
  await db().$transaction(async (tx) => {
    const restored = await tx.cluster.updateMany({
      where: begun(plan),
      data: {
        driverVersion: row.driverVersion,
        bundleSha256: row.bundleSha256,
        parameters: row.parameters as Prisma.InputJsonObject,
        sealedParameters: row.sealedParameters,
        effectiveLabels: row.effectiveLabels as Prisma.InputJsonObject,
        movedFrom: row.movedFrom ?? Prisma.DbNull,
        status: row.status,
        statusReason: row.statusReason,
        statusAdvice: row.statusAdvice,
        failure: row.failure ?? Prisma.DbNull,
        submittingUntil: null,
        actionStartedAt: row.actionStartedAt,
        actionEndedAt: row.actionEndedAt,
        revision: { increment: 1 },
      },
    });
    if (restored.count === 0) return;
    await recordMoveEnd(tx, row, 'cluster:move-failed');
    await notifyClusterChanged({ clusterId: row.id, projectId: row.projectId }, tx);
  });
}

/** Still the row that this move has written. */
function begun({ row, bundle }: MovePlan): Prisma.ClusterWhereInput {
  return { id: row.id, status: 'UPDATE_IN_PROGRESS', bundleSha256: bundle.sha256 };
}
