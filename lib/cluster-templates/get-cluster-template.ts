import 'server-only';
import { z } from 'zod';
import type { Actor } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import { toClusterTemplateView, withClusterCount } from './to-cluster-template-view.ts';
import type { ClusterTemplateView } from './view.ts';
import { visibleTo } from './visibility.ts';

const uuid = z.uuid();

/** @throws NOT_FOUND also when it is another project's and not (or no longer) shown to all */
export async function getClusterTemplate(actor: Actor, id: string): Promise<ClusterTemplateView> {
  const row = uuid.safeParse(id).success
    ? await db().clusterTemplate.findFirst({ where: { AND: [{ id }, visibleTo(actor)] }, include: withClusterCount })
    : null;
  if (!row) throw templateNotFound(id);
  return toClusterTemplateView(row, actor);
}

export function templateNotFound(id: string): PortalError {
  return new PortalError({
    code: 'NOT_FOUND',
    userMessage: 'This cluster template does not exist, or is not shown to your project.',
    message: `cluster template ${id.slice(0, 64)} not found`,
  });
}
