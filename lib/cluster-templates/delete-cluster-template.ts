import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { lockTemplate } from './lock-template.ts';
import { doorsOf } from './visibility.ts';

/** @throws NOT_FOUND, FORBIDDEN, INVALID_STATE while clusters use it */
export async function deleteClusterTemplate(scope: Scope, input: { id: string }): Promise<{ id: string; name: string }> {
  requireAbility(scope, 'cluster-template:delete');
  return db().$transaction(async (tx) => {
    const template = await lockTemplate(tx, scope, input.id);
    const reason = doorsOf(scope, template).delete;
    if (reason) throw new PortalError({ code: 'INVALID_STATE', userMessage: reason });
    await tx.clusterTemplate.delete({ where: { id: input.id } });
    await recordAuditEvent(tx, scope, {
      action: 'cluster-template:delete',
      subjectId: template.id,
      subjectName: template.name,
      projectId: template.projectId,
    });
    return { id: template.id, name: template.name };
  });
}
