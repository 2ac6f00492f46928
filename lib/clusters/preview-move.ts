import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { compareFiles } from '#lib/drivers/compare-files.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { planMove } from './plan-move.ts';
import type { PreviewMoveInput } from './schema.ts';
import type { MovePreview } from './view.ts';

const server = 'OS::Nova::Server';

/** What Heat would do, as Heat says; nothing is changed. @throws as planMove does; INVALID_INPUT with Heat's reason */
export async function previewMove(scope: Scope, input: PreviewMoveInput): Promise<MovePreview> {
  requireAbility(scope, 'cluster:move');
  const plan = await planMove(scope, input);
  const { row, bundle } = plan;
  const [changes, before] = await Promise.all([
    scope.heat.previewUpdate(plan.update),
    db().bundle.findUniqueOrThrow({ where: { sha256: row.bundleSha256 } }),
  ]);
  const count = (kind: string) => changes.filter((change) => change.kind === kind && change.resourceType === server).length;
  return {
    from: row.driverVersion,
    to: bundle.driverVersion,
    bundleSha256: bundle.sha256,
    changes: changes.filter(({ kind, resourceType }) => kind !== 'updated' || !holdsStack(resourceType)),
    replacedServers: count('replaced'),
    deletedServers: count('deleted'),
    droppedLabels: plan.droppedLabels,
    files: compareFiles(textsOf(before.template, before.files as Record<string, string>), textsOf(bundle.template, bundle.files)),
  };
}

/** Heat always says of these that they are updated: what is in them tells more. */
function holdsStack(type: string): boolean {
  return type === 'OS::Heat::ResourceGroup' || /\.(ya?ml|template)$/.test(type);
}

/** Packed files differ in every letter: told by name alone they say no more than that they did. */
function textsOf(template: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...files, 'template.yaml': template }).filter(([name]) => !name.endsWith('.b64')));
}
