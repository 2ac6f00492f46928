import 'server-only';
import { type Actor, isAdmin } from '#lib/auth/policy.ts';
import { db, type Transaction } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import { templateNotFound } from './get-cluster-template.ts';
import { toClusterTemplateView, withClusterCount } from './to-cluster-template-view.ts';
import type { ClusterTemplateView } from './view.ts';
import { visibleTo } from './visibility.ts';

/**
 * Holds the template until the transaction ends. A cluster that is being made from it takes a key lock
 * on this row, so the count of clusters that is read here stays true.
 * @throws NOT_FOUND, or FORBIDDEN when it is another project's and the actor is no administrator
 */
export async function lockTemplate(tx: Transaction, actor: Actor, id: string): Promise<ClusterTemplateView> {
  await tx.$queryRaw`select id from cluster_template where id = ${id}::uuid for update`;
  return findChangeable(tx, actor, id);
}

/** The same without holding it. */
export function readChangeable(actor: Actor, id: string): Promise<ClusterTemplateView> {
  return findChangeable(db(), actor, id);
}

async function findChangeable(
  client: Pick<Transaction, 'clusterTemplate'>,
  actor: Actor,
  id: string,
): Promise<ClusterTemplateView> {
  const row = await client.clusterTemplate.findFirst({ where: { AND: [{ id }, visibleTo(actor)] }, include: withClusterCount });
  if (!row) throw templateNotFound(id);
  if (row.projectId !== actor.projectId && !isAdmin(actor)) {
    throw new PortalError({
      code: 'FORBIDDEN',
      userMessage: 'This template belongs to another project. Copy it to have one of your own.',
      message: `cluster template ${id} belongs to project ${row.projectId}`,
    });
  }
  return toClusterTemplateView(row, actor);
}
