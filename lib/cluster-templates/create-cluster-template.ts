import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { prepareTemplate } from './prepare-template.ts';
import type { ClusterTemplateInput } from './schema.ts';

/**
 * @throws INVALID_INPUT with field errors, FORBIDDEN when it is to be public or hidden and the user is no
 * administrator, and what the cloud's services throw when they cannot be asked
 */
export async function createClusterTemplate(scope: Scope, input: ClusterTemplateInput): Promise<{ id: string; name: string }> {
  requireAbility(scope, 'cluster-template:create');
  if (input.public || input.hidden) requireAbility(scope, 'cluster-template:publish');
  const columns = await prepareTemplate(scope, input);
  return db().$transaction(async (tx) => {
    const template = await tx.clusterTemplate.create({
      data: {
        ...columns,
        projectId: scope.projectId,
        projectName: scope.projectName,
        userId: scope.userId,
        userName: scope.userName,
      },
      select: { id: true, name: true },
    });
    await recordAuditEvent(tx, scope, {
      action: 'cluster-template:create',
      subjectId: template.id,
      subjectName: template.name,
      detail: { driver: `${input.driverName} ${input.driverVersion}`, public: input.public, hidden: input.hidden },
    });
    return template;
  });
}
