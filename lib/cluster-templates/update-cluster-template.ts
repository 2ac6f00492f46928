import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { lockTemplate, readChangeable } from './lock-template.ts';
import { prepareTemplate } from './prepare-template.ts';
import type { ClusterTemplateInput, UpdateClusterTemplateInput } from './schema.ts';
import type { ClusterTemplateView } from './view.ts';
import { whyFrozen } from './visibility.ts';

/** What may change also while clusters use the template: nothing that a cluster was made from. */
const looseFields = ['name', 'description', 'tags', 'public', 'hidden'] as const satisfies (keyof ClusterTemplateInput)[];

/**
 * @throws NOT_FOUND, FORBIDDEN, INVALID_INPUT with field errors, INVALID_STATE when clusters use it and
 * more than its name, description, tags or visibility would change, CONFLICT when somebody else has
 * changed it since the form was opened
 */
export async function updateClusterTemplate(scope: Scope, input: UpdateClusterTemplateInput): Promise<{ id: string; name: string }> {
  requireAbility(scope, 'cluster-template:update');
  const before = await readChangeable(scope, input.id);
  requireUnchanged(before, input.expectedUpdatedAt);
  const changed = changedFields(before, input);
  if (changed.includes('public') || changed.includes('hidden')) requireAbility(scope, 'cluster-template:publish');
  const whole = changed.some((field) => !isLoose(field));
  requireLoose(whole, before);
  const columns = whole ? await prepareTemplate(scope, input, { keptKeypairId: before.keypairId }) : loose(input);

  return db().$transaction(async (tx) => {
    const locked = await lockTemplate(tx, scope, input.id);
    requireUnchanged(locked, input.expectedUpdatedAt);
    requireLoose(whole, locked);
    await tx.clusterTemplate.update({ where: { id: input.id }, data: columns });
    await recordAuditEvent(tx, scope, {
      action: 'cluster-template:update',
      subjectId: input.id,
      subjectName: input.name,
      projectId: locked.projectId,
      detail: { changed },
    });
    return { id: input.id, name: input.name };
  });
}

function changedFields(before: ClusterTemplateView, input: ClusterTemplateInput): (keyof ClusterTemplateInput)[] {
  const { id: _id, expectedUpdatedAt: _expected, ...fields } = input as UpdateClusterTemplateInput;
  return (Object.keys(fields) as (keyof ClusterTemplateInput)[]).filter(
    (field) => !isDeepStrictEqual(fields[field], before[field]),
  );
}

function isLoose(field: keyof ClusterTemplateInput): boolean {
  return (looseFields as readonly string[]).includes(field);
}

function loose({ name, description, tags, public: isPublic, hidden }: ClusterTemplateInput) {
  return { name, description, tags, public: isPublic, hidden };
}

function requireUnchanged(template: ClusterTemplateView, expectedUpdatedAt: string): void {
  if (new Date(template.updatedAt).getTime() === new Date(expectedUpdatedAt).getTime()) return;
  throw new PortalError({
    code: 'CONFLICT',
    userMessage: 'Somebody else has changed this template since you opened it. Load the page again to see what is there now.',
    message: `cluster template ${template.id} is at ${template.updatedAt}, the form at ${expectedUpdatedAt}`,
  });
}

function requireLoose(whole: boolean, template: ClusterTemplateView): void {
  if (!whole || template.clusterCount === 0) return;
  throw new PortalError({ code: 'INVALID_STATE', userMessage: whyFrozen(template.clusterCount) });
}
