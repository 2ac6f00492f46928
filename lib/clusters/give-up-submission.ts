import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { db, type Transaction } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { isPortalError, type ErrorCode } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';

/** OpenStack has answered, and the answer is no: the same request would be refused again. */
const refusals: readonly ErrorCode[] = ['INVALID_INPUT', 'QUOTA_EXCEEDED', 'FORBIDDEN', 'MISCONFIGURED', 'CONFLICT', 'NOT_FOUND'];

/**
 * After a submission has failed. A refusal removes a fresh cluster again, since the form that asked for
 * it is still open (`remove`), or fails one that people already know (`fail`). Anything else, where it
 * is not known what happened, leaves the cluster to be continued; a stack that was made unseen is
 * found by its name and tag.
 */
export async function giveUpSubmission(
  scope: Scope,
  clusterId: string,
  error: unknown,
  onRefusal: 'remove' | 'fail',
): Promise<'refused' | 'unanswered'> {
  const refused = isPortalError(error, ...refusals);
  const sentence = isPortalError(error) ? error.userMessage : 'Something unexpected stood in the way.';
  const row = await db().cluster.findUnique({ where: { id: clusterId } });
  if (!row || row.stackId !== null) return refused ? 'refused' : 'unanswered';

  if (refused && onRefusal === 'remove') {
    await removeTrust(scope, row);
    await db().$transaction(async (tx) => {
      const removed = await tx.cluster.deleteMany({ where: { id: clusterId, stackId: null } });
      if (removed.count === 0) return;
      await recordFailure(tx, scope, row, sentence);
      await notifyClusterChanged({ clusterId, projectId: row.projectId }, tx);
    });
    return 'refused';
  }

  await db().$transaction(async (tx) => {
    const now = new Date();
    const changed = await tx.cluster.updateMany({
      where: { id: clusterId, stackId: null, status: 'CREATE_IN_PROGRESS' },
      data: {
        submittingUntil: null,
        statusReason: sentence,
        nextCheckAt: now,
        revision: { increment: 1 },
        ...(refused && { status: 'CREATE_FAILED', actionEndedAt: now }),
      },
    });
    if (changed.count === 0) return;
    if (refused) await recordFailure(tx, scope, row, sentence);
    await notifyClusterChanged({ clusterId, projectId: row.projectId }, tx);
  });
  return refused ? 'refused' : 'unanswered';
}

async function recordFailure(tx: Transaction, scope: Scope, row: Cluster, reason: string): Promise<void> {
  await recordAuditEvent(tx, scope, {
    action: 'cluster:create-failed',
    subjectId: row.id,
    subjectName: row.name,
    detail: { reason },
  });
}

async function removeTrust(scope: Scope, row: Cluster): Promise<void> {
  const { trustId } = row;
  if (trustId === null) return;
  await scope.keystone.deleteTrust(trustId).catch(async (error: unknown) => {
    if (isPortalError(error, 'NOT_FOUND')) return;
    logger.warn({ error, clusterId: row.id, trustId }, 'trust of a refused cluster not deleted');
    await db().leftoverTrust.createMany({
      data: [{ trustId, trustorUserId: row.trustorUserId ?? scope.userId, clusterName: row.name }],
      skipDuplicates: true,
    });
  });
}
