import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { compareFiles } from '#lib/drivers/compare-files.ts';
import { reallyChanged } from '#lib/drivers/really-changed.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { hiddenParametersOf } from './ensure-secrets.ts';
import { planMove } from './plan-move.ts';
import type { PreviewMoveInput } from './schema.ts';
import type { MovePreview } from './view.ts';

const server = 'OS::Nova::Server';

/**
 * What Heat would do; nothing is changed. Heat says it, without what it only says because its preview knows no ids.
 * @throws as planMove does; INVALID_INPUT with Heat's reason
 */
export async function previewMove(scope: Scope, input: PreviewMoveInput): Promise<MovePreview> {
  requireAbility(scope, 'cluster:move');
  const plan = await planMove(scope, input);
  const { row, bundle, update } = plan;
  const [reported, before] = await Promise.all([
    scope.heat.previewUpdate(update),
    db().bundle.findUniqueOrThrow({ where: { sha256: row.bundleSha256 } }),
  ]);
  const files = before.files as Record<string, string>;
  const now = { template: before.template, files, parameters: { ...(row.parameters as Record<string, unknown>), ...hiddenParametersOf(row) } };
  const replaced = new Set(reported.filter(({ kind }) => kind === 'replaced').map(({ resourceName, resourceType }) => `${resourceName} ${resourceType}`));
  const hasChanged = reallyChanged(now, update, (name, type) => replaced.has(`${name} ${type}`));
  const changes = reported.map((change) => {
    const doubtful = change.kind === 'replaced' || change.kind === 'updated';
    return doubtful && !hasChanged(change.resourceName, change.resourceType) ? { ...change, kind: 'unchanged' as const } : change;
  });
  const count = (kind: string) => changes.filter((change) => change.kind === kind && change.resourceType === server).length;
  return {
    from: row.driverVersion,
    to: bundle.driverVersion,
    bundleSha256: bundle.sha256,
    changes: changes.filter(({ kind, resourceType }) => kind !== 'updated' || !holdsStack(resourceType)),
    replacedServers: count('replaced'),
    deletedServers: count('deleted'),
    droppedLabels: plan.droppedLabels,
    labelChanges: plan.labelChanges,
    files: compareFiles(textsOf(before.template, files), textsOf(bundle.template, bundle.files)),
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
