import 'server-only';
import { z } from 'zod';
import { requireAbility } from '#lib/auth/policy.ts';
import { findVisibleCluster } from '#lib/clusters/find-visible-cluster.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';

const consoleLines = 400;
const serverIdSchema = z.uuid();

/**
 * The last lines of the console log of one of a cluster's servers, with the user's own rights.
 * @throws FORBIDDEN, NOT_FOUND also when the server is not one of this cluster
 */
export async function readServerConsole(scope: Scope, clusterId: string, serverId: string): Promise<string> {
  requireAbility(scope, 'cluster:console');
  const cluster = await findVisibleCluster(scope, clusterId);
  const known = serverIdSchema.safeParse(serverId).success
    ? await db().stackResource.findFirst({
        where: { clusterId: cluster.id, resourceType: 'OS::Nova::Server', physicalResourceId: serverId, removed: false },
        select: { path: true },
      })
    : null;
  if (!known) {
    throw new PortalError({
      code: 'NOT_FOUND',
      userMessage: 'This server is not one of the cluster, or it has been deleted.',
      message: `server ${serverId.slice(0, 64)} is not known in cluster ${clusterId}`,
    });
  }
  return scope.nova.getConsoleLog(serverId, consoleLines);
}
