import 'server-only';
import { isAdmin, type Actor } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { PortalError } from '#lib/errors.ts';
import { uuidPattern } from './cluster-id.ts';

/**
 * The row, when it is of the actor's own project or the actor is an administrator of the cloud.
 * Another project's cluster and one that never was answer alike.
 * @throws NOT_FOUND
 */
export async function findVisibleCluster(
  actor: Actor,
  clusterId: string,
): Promise<Cluster & { template: { name: string } }> {
  const row = uuidPattern.test(clusterId)
    ? await db().cluster.findUnique({ where: { id: clusterId }, include: { template: { select: { name: true } } } })
    : null;
  if (!row || (row.projectId !== actor.projectId && !isAdmin(actor))) {
    throw new PortalError({
      code: 'NOT_FOUND',
      userMessage: 'There is no such cluster in this project. It may have been deleted.',
      message: `no cluster ${clusterId} for project ${actor.projectId}`,
    });
  }
  return row;
}
