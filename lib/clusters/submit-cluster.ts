import 'server-only';
import type { ClusterAuthorities } from '#lib/certificates/create-cluster-authorities.ts';
import { db } from '#lib/db/client.ts';
import type { Bundle, Cluster } from '#lib/db/generated/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { isPortalError, PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { attemptOf, stackTagOf } from './cluster-id.ts';
import { ensureCloudCredential } from './cloud-credential.ts';
import { ensureSecrets } from './ensure-secrets.ts';
import { ensureTrust } from './ensure-trust.ts';
import { removeEarlierStacks } from './remove-earlier-stacks.ts';
import { whileHolding } from './submission-hold.ts';

/**
 * Brings a cluster's row to a stack: trust and keys, then the stack, then its id on the row. The one
 * way for create, continue and retry. Every step looks first whether it has been done, so that the
 * whole may be repeated after a crash at any point. The stack can be made with a user's own token only.
 *
 * The caller has the hold of the row (submission-hold.ts); it ends with the stack's id or with a failure.
 * @throws PortalError; then the hold is given up and the row is as it was
 */
export async function submitCluster(
  scope: Scope,
  clusterId: string,
  options: {
    /** Nothing can have been made for this row before. */
    firstTime: boolean;
    authorities?: Promise<ClusterAuthorities>;
    /** The last word before the stack is made: quota. Runs beside the trust. */
    check?: () => Promise<void>;
  },
): Promise<void> {
  await whileHolding(clusterId, async () => {
    const row = await db().cluster.findUniqueOrThrow({ where: { id: clusterId } });
    await removeEarlierStacks(scope, row);
    const [hidden] = await settled([
      ensureSecrets(scope, row, options.authorities),
      ensureTrust(scope, row, options.firstTime),
      options.check?.() ?? Promise.resolve(),
    ]);
    await ensureCloudCredential(scope, row);
    const ready = await db().cluster.findUniqueOrThrow({ where: { id: clusterId }, include: { bundle: true } });
    const stackId = await createOrAdoptStack(scope, ready, hidden);
    await saveStackId(scope, ready, stackId);
  });
}

/** As Promise.all, but lets every step come to its end first: a step cut off half-way would not be seen. */
async function settled<A, B, C>(steps: [Promise<A>, Promise<B>, Promise<C>]): Promise<[A, B, C]> {
  await Promise.allSettled(steps);
  return Promise.all(steps);
}

async function createOrAdoptStack(
  scope: Scope,
  row: Cluster & { bundle: Bundle },
  hidden: Readonly<Record<string, string>>,
): Promise<string> {
  const tag = stackTagOf(row.id);
  try {
    const { id } = await scope.heat.createStack({
      name: row.stackName,
      template: row.bundle.template,
      files: row.bundle.files as Record<string, string>,
      environment: row.bundle.environment as Record<string, unknown>,
      parameters: { ...(row.parameters as Record<string, unknown>), ...hidden },
      tags: [tag],
      timeoutMin: row.createTimeoutMin,
    });
    return id;
  } catch (error) {
    if (!isPortalError(error, 'CONFLICT')) throw error;
    const found = await scope.heat.findStack({ name: row.stackName });
    if (found?.tags.includes(tag)) return found.id;
    throw new PortalError({
      code: 'CONFLICT',
      userMessage: `A stack named ${row.stackName} that is not of this cluster stands in the way. Delete it, or create the cluster under another name.`,
      cause: error,
    });
  }
}

async function saveStackId(scope: Scope, row: Cluster, stackId: string): Promise<void> {
  const saved = await db().$transaction(async (tx) => {
    const now = new Date();
    const result = await tx.cluster.updateMany({
      where: { id: row.id, stackName: row.stackName, OR: [{ stackId: null }, { stackId }] },
      data: { stackId, submittingUntil: null, statusReason: null, nextCheckAt: now, revision: { increment: 1 } },
    });
    if (result.count > 0) await notifyClusterChanged({ clusterId: row.id, projectId: row.projectId }, tx);
    return result.count > 0;
  });
  if (saved) return;
  // Deleted or tried anew under another name while Heat was answering: nobody would own this stack.
  await scope.heat.deleteStack({ name: row.stackName, id: stackId });
  throw new PortalError({
    code: 'INVALID_STATE',
    userMessage: `${row.name} was deleted or started again by somebody else in the meantime.`,
    message: `stack ${stackId} of attempt ${attemptOf(row.stackName, row.id)} came too late`,
  });
}
