import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { lockTemplate } from './lock-template.ts';

/**
 * Shows a template to all projects, or takes it from their lists. Clusters made from it are not touched.
 * @throws NOT_FOUND, FORBIDDEN for everyone but administrators
 */
export async function publishClusterTemplate(
  scope: Scope,
  input: { id: string; public?: boolean | undefined; hidden?: boolean | undefined },
): Promise<{ public: boolean; hidden: boolean }> {
  requireAbility(scope, 'cluster-template:publish');
  return db().$transaction(async (tx) => {
    const before = await lockTemplate(tx, scope, input.id);
    const after = { public: input.public ?? before.public, hidden: input.hidden ?? before.hidden };
    if (after.public === before.public && after.hidden === before.hidden) return after;
    await tx.clusterTemplate.update({ where: { id: input.id }, data: after });
    await recordAuditEvent(tx, scope, {
      action: 'cluster-template:publish',
      subjectId: before.id,
      subjectName: before.name,
      projectId: before.projectId,
      detail: after,
    });
    return after;
  });
}
