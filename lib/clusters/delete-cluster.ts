import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db, Prisma } from '#lib/db/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { removeCloudCredential } from './cloud-credential.ts';
import { sealDeleteToken } from './delete-token.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import type { ClusterIdInput } from './schema.ts';

/**
 * Marks the cluster for deletion; the reconciler deletes its stacks, its trust and at last the row.
 * Asking again is harmless, and after a failed delete it is the way to try once more.
 * @throws NOT_FOUND; INVALID_STATE while another request is handing the cluster to Heat
 */
export async function deleteCluster(scope: Scope, input: ClusterIdInput): Promise<{ clusterId: string; name: string }> {
  const row = await findVisibleCluster(scope, input.clusterId);
  requireAbility(scope, row.projectId === scope.projectId ? 'cluster:delete' : 'admin:cluster-delete');

  await db().$transaction(async (tx) => {
    const now = new Date();
    const marked = await tx.cluster.updateMany({
      where: { id: row.id, OR: [{ submittingUntil: null }, { submittingUntil: { lte: now } }, { stackId: { not: null } }] },
      data: {
        status: 'DELETE_IN_PROGRESS',
        statusReason: null,
        statusAdvice: null,
        failure: Prisma.DbNull,
        sealedDeleteToken: sealDeleteToken(row.id, scope.token),
        submittingUntil: null,
        nextCheckAt: now,
        actionStartedAt: row.status === 'DELETE_IN_PROGRESS' ? row.actionStartedAt : now,
        actionEndedAt: null,
        revision: { increment: 1 },
      },
    });
    if (marked.count === 0) throw beingSubmitted(row.name);
    if (row.status !== 'DELETE_IN_PROGRESS') {
      await recordAuditEvent(tx, scope, {
        action: row.projectId === scope.projectId ? 'cluster:delete' : 'admin:cluster-delete',
        projectId: row.projectId,
        subjectId: row.id,
        subjectName: row.name,
      });
    }
    await notifyClusterChanged({ clusterId: row.id, projectId: row.projectId }, tx);
  });
  await removeCloudCredential(scope, row);
  return { clusterId: row.id, name: row.name };
}

function beingSubmitted(name: string): PortalError {
  return new PortalError({
    code: 'INVALID_STATE',
    userMessage: `${name} is being handed to OpenStack right now. Try again in a few seconds.`,
    retryable: true,
  });
}
