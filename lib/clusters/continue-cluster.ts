import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import { giveUpSubmission } from './give-up-submission.ts';
import { requireOwnProject } from './require-own-project.ts';
import { requireQuotaOfCluster } from './require-quota.ts';
import type { ClusterIdInput } from './schema.ts';
import { takeHold } from './submission-hold.ts';
import { submitCluster } from './submit-cluster.ts';

/**
 * Hands a cluster to Heat whose first request did not come so far. Any member of the project may.
 * @throws NOT_FOUND; INVALID_STATE when it does not wait; what OpenStack answers
 */
export async function continueCluster(scope: Scope, input: ClusterIdInput): Promise<{ clusterId: string; name: string }> {
  requireAbility(scope, 'cluster:create');
  const row = await findVisibleCluster(scope, input.clusterId);
  requireOwnProject(scope, row);
  const done = { clusterId: row.id, name: row.name };
  if (row.stackId !== null && row.status === 'CREATE_IN_PROGRESS') return done;
  if (!(await takeHold(row.id))) {
    throw new PortalError({
      code: 'INVALID_STATE',
      userMessage:
        row.status === 'CREATE_IN_PROGRESS'
          ? `${row.name} is being handed to OpenStack right now. Wait a few seconds.`
          : `${row.name} does not wait to be continued any more.`,
    });
  }
  await recordAuditEvent(db(), scope, { action: 'cluster:continue', subjectId: row.id, subjectName: row.name });
  try {
    await submitCluster(scope, row.id, { firstTime: false, check: () => requireQuotaOfCluster(scope, row.id) });
  } catch (error) {
    logger.warn({ error, clusterId: row.id }, 'cluster not continued');
    await giveUpSubmission(scope, row.id, error, 'fail');
    throw error;
  }
  return done;
}
