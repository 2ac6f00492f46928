import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { makeClusterAuthorities } from '#lib/certificates/create-cluster-authorities.ts';
import { db, Prisma } from '#lib/db/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { quotaDemand } from '#lib/drivers/count-resources.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import { logger } from '#lib/logger.ts';
import { newTrustExpiry } from '#lib/openstack/keystone/trust-expiry.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { getQuotaUsage } from '#lib/quotas/get-quota-usage.ts';
import { newClusterId, stackNameOf } from './cluster-id.ts';
import { giveUpSubmission } from './give-up-submission.ts';
import { nameTaken } from './name-taken.ts';
import { nodesAuthUrl } from './nodes-auth-url.ts';
import { planCluster } from './plan-cluster.ts';
import { requireQuota, requireQuotaOfCluster } from './require-quota.ts';
import { saveBundle } from './save-bundle.ts';
import type { CreateClusterInput } from './schema.ts';
import { holdUntil, takeHold } from './submission-hold.ts';
import { submitCluster } from './submit-cluster.ts';
import { noSecrets, toDriverValues } from './to-driver-values.ts';

export interface CreatedCluster {
  clusterId: string;
  name: string;
  /** False when OpenStack could not be reached half-way: the cluster's page offers to continue. */
  submitted: boolean;
}

/**
 * Row → trust → stack → stack id, within the user's request. The same submission sent twice gives one
 * cluster. What OpenStack refuses leaves nothing behind; what is merely unanswered stays to be continued.
 * @throws INVALID_INPUT, QUOTA_EXCEEDED, FORBIDDEN
 */
export async function createCluster(scope: Scope, input: CreateClusterInput): Promise<CreatedCluster> {
  requireAbility(scope, 'cluster:create');
  const earlier = await findSubmission(scope, input.submissionId);
  if (earlier) return resume(scope, earlier);

  const id = newClusterId();
  // Half a second of work on other threads, and the slowest answers of the cloud: begun now, wanted later.
  const authorities = makeClusterAuthorities(id, input.name);
  const usage = getQuotaUsage(scope);
  for (const early of [authorities, usage]) early.catch(() => {});
  const plan = await planCluster(scope, input);
  const row = {
    id,
    region: scope.region,
    stackName: stackNameOf(input.name, id),
    ...plan.chosen,
  };
  const bundle = renderBundle(plan.driver, toDriverValues({ ...row, projectId: scope.projectId, userId: scope.userId }, plan.template, nodesAuthUrl(), noSecrets));

  try {
    await db().$transaction(async (tx) => {
      await saveBundle(tx, bundle);
      await tx.cluster.create({
        data: {
          ...row,
          trustMarker: newTrustExpiry(new Date()),
          submissionId: input.submissionId,
          projectId: scope.projectId,
          projectName: scope.projectName,
          userId: scope.userId,
          userName: scope.userName,
          coe: plan.template.coe,
          driverName: plan.driver.manifest.name,
          driverVersion: plan.driver.manifest.version,
          coeVersion: null,
          status: 'CREATE_IN_PROGRESS',
          bundleSha256: bundle.sha256,
          parameters: bundle.parameters as Prisma.InputJsonObject,
          submittingUntil: holdUntil(),
          revision: 1,
        },
      });
      await recordAuditEvent(tx, scope, {
        action: 'cluster:create',
        subjectId: id,
        subjectName: input.name,
        detail: { template: plan.template.name, masters: input.masterCount, minions: input.nodeCount },
      });
      await notifyClusterChanged({ clusterId: id, projectId: scope.projectId }, tx);
    });
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error;
    const twin = await findSubmission(scope, input.submissionId);
    if (twin) return resume(scope, twin);
    throw nameTaken(input.name);
  }

  const check = async () => requireQuota(quotaDemand(bundle), plan.flavors, await usage);
  return submit(scope, { id, name: input.name }, { firstTime: true, authorities, check });
}

async function submit(
  scope: Scope,
  cluster: { id: string; name: string },
  options: Parameters<typeof submitCluster>[2],
): Promise<CreatedCluster> {
  try {
    await submitCluster(scope, cluster.id, options);
    return { clusterId: cluster.id, name: cluster.name, submitted: true };
  } catch (error) {
    logger.warn({ error, clusterId: cluster.id }, 'cluster not submitted');
    if ((await giveUpSubmission(scope, cluster.id, error, 'remove')) === 'refused') throw error;
    return { clusterId: cluster.id, name: cluster.name, submitted: false };
  }
}

interface Submission {
  id: string;
  name: string;
}

async function findSubmission(scope: Scope, submissionId: string): Promise<Submission | null> {
  return db().cluster.findUnique({
    where: { projectId_submissionId: { projectId: scope.projectId, submissionId } },
    select: { id: true, name: true },
  });
}

/** The same form sent again: goes on where the first request stopped, if that one is no longer at work. */
async function resume(scope: Scope, { id, name }: Submission): Promise<CreatedCluster> {
  if (await takeHold(id)) {
    return submit(scope, { id, name }, { firstTime: false, check: () => requireQuotaOfCluster(scope, id) });
  }
  return { clusterId: id, name, submitted: true };
}
