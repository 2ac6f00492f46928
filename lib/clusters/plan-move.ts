import 'server-only';
import { isAdmin } from '#lib/auth/policy.ts';
import { loadClusterSecrets } from '#lib/certificates/load-cluster-secrets.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import type { RenderedBundle } from '#lib/drivers/values.ts';
import { PortalError } from '#lib/errors.ts';
import type { HeatBundle, Stack } from '#lib/openstack/heat/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { readTemplateOf } from './ensure-secrets.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import { labelsAfterMove } from './labels-after-move.ts';
import { nodesAuthUrl } from './nodes-auth-url.ts';
import { requireOwnProject } from './require-own-project.ts';
import type { PreviewMoveInput } from './schema.ts';
import { toDriverValues } from './to-driver-values.ts';
import type { LabelChange } from './view.ts';
import { whyNotMovable } from './why-not-movable.ts';

/** A move thought through: nothing is written yet. */
export interface MovePlan {
  row: Cluster & { stackId: string };
  stack: Stack;
  bundle: RenderedBundle;
  effectiveLabels: Record<string, string>;
  droppedLabels: string[];
  labelChanges: LabelChange[];
  /** For Heat's preview and for its update alike. */
  update: HeatBundle & { name: string; id: string; tags: readonly string[]; timeoutMin: number };
}

/**
 * The cluster's own values in another version of its driver, with its own keys.
 * @throws NOT_FOUND; FORBIDDEN to all but who made it and administrators; INVALID_STATE with what stands in the way
 */
export async function planMove(scope: Scope, { clusterId, version }: PreviewMoveInput): Promise<MovePlan> {
  const row = await findVisibleCluster(scope, clusterId);
  requireOwnProject(scope, row);
  if (row.userId !== scope.userId && !isAdmin(scope)) {
    throw new PortalError({ code: 'FORBIDDEN', userMessage: `Only ${row.userName}, who made ${row.name}, or an administrator may move it to another version.` });
  }
  const refusal = whyNotMovable(row);
  const { stackId } = row;
  if (refusal !== null || stackId === null) throw inTheWay(refusal ?? `${row.name} has no stack.`);
  const [driver, template, secrets, stack] = await Promise.all([
    getDriver(row.driverName, version),
    readTemplateOf(scope, row.templateId),
    loadClusterSecrets(row.id),
    scope.heat.getStack({ name: row.stackName, id: stackId }, { outputs: false }),
  ]);
  const { manifest } = driver;
  if (manifest.status === 'retired') throw inTheWay(`${manifest.title} ${version} is retired: no cluster is moved to it.`);
  if (stack.status.endsWith('_IN_PROGRESS')) throw inTheWay(`The stack of ${row.name} is busy. Wait until it has come to its end.`);
  if (!manifest.masterCounts.includes(row.masterCount)) throw inTheWay(`${manifest.title} ${version} makes clusters of ${manifest.masterCounts.join(', ')} masters; this one has ${row.masterCount}.`);

  const own = row.labels as Record<string, string>;
  const { labels, changes, unfit } = labelsAfterMove(manifest.labels, { before: row.effectiveLabels as Record<string, string>, template: template.labels, own });
  if (unfit) throw inTheWay(`The label ${unfit.key} of ${row.name} is ${unfit.value ? `“${unfit.value}”` : 'empty'}, which does not suit version ${version}. ${unfit.reason}`);
  const known = new Set(manifest.labels.map(({ key }) => key));

  const bundle = renderBundle(driver, toDriverValues({ ...row, effectiveLabels: labels }, template, nodesAuthUrl(), secrets));
  return {
    row: { ...row, stackId },
    stack,
    bundle,
    effectiveLabels: labels,
    droppedLabels: Object.keys({ ...template.labels, ...own }).filter((key) => !known.has(key)),
    labelChanges: changes,
    update: {
      name: row.stackName,
      id: stackId,
      template: bundle.template,
      files: bundle.files,
      environment: bundle.environment,
      parameters: { ...bundle.parameters, ...bundle.hiddenParameters },
      tags: stack.tags,
      timeoutMin: row.createTimeoutMin,
    },
  };
}

export function inTheWay(userMessage: string): PortalError {
  return new PortalError({ code: 'INVALID_STATE', userMessage });
}
