import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db, Prisma } from '#lib/db/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { PortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { forgetStack } from '#lib/stacks/forget-stack.ts';
import { attemptOf, stackNameOf } from './cluster-id.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import { giveUpSubmission } from './give-up-submission.ts';
import { requireOwnProject } from './require-own-project.ts';
import { requireQuotaOfCluster } from './require-quota.ts';
import type { ClusterIdInput } from './schema.ts';
import { holdUntil } from './submission-hold.ts';
import { submitCluster } from './submit-cluster.ts';

/**
 * A failed create once more: same cluster, same values, a stack under the next name. The failed stack
 * is deleted first; should it not go, it keeps the cluster's tag and is deleted with the cluster.
 * @throws NOT_FOUND; INVALID_STATE unless the create has failed; what OpenStack answers
 */
export async function retryCluster(scope: Scope, input: ClusterIdInput): Promise<{ clusterId: string; name: string }> {
  requireAbility(scope, 'cluster:create');
  const row = await findVisibleCluster(scope, input.clusterId);
  requireOwnProject(scope, row);

  await db().$transaction(async (tx) => {
    const now = new Date();
    const [reset] = await tx.cluster.updateManyAndReturn({
      where: { id: row.id, status: 'CREATE_FAILED', stackName: row.stackName },
      data: {
        status: 'CREATE_IN_PROGRESS',
        statusReason: null,
        statusAdvice: null,
        failure: Prisma.DbNull,
        stackName: stackNameOf(row.name, row.id, attemptOf(row.stackName, row.id) + 1),
        stackId: null,
        apiAddress: null,
        masterAddresses: [],
        nodeAddresses: [],
        lookFailedAt: null,
        lookFailedReason: null,
        submittingUntil: holdUntil(now),
        nextCheckAt: now,
        actionStartedAt: now,
        actionEndedAt: null,
        revision: { increment: 1 },
      },
      select: { revision: true },
    });
    if (!reset) {
      throw new PortalError({ code: 'INVALID_STATE', userMessage: `${row.name} is not in a failed create any more.` });
    }
    await forgetStack(tx, row.id, reset.revision);
    await recordAuditEvent(tx, scope, { action: 'cluster:retry', subjectId: row.id, subjectName: row.name });
    await notifyClusterChanged({ clusterId: row.id, projectId: row.projectId }, tx);
  });

  try {
    await submitCluster(scope, row.id, { firstTime: false, check: () => requireQuotaOfCluster(scope, row.id) });
  } catch (error) {
    logger.warn({ error, clusterId: row.id }, 'cluster not tried again');
    await giveUpSubmission(scope, row.id, error, 'fail');
    throw error;
  }
  return { clusterId: row.id, name: row.name };
}
