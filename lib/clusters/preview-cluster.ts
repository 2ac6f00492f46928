import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { stockKeyPairs } from '#lib/certificates/take-key-pair.ts';
import { db } from '#lib/db/client.ts';
import { countResources, quotaDemand } from '#lib/drivers/count-resources.ts';
import { writeHot } from '#lib/drivers/hot-yaml.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { getQuotaUsage } from '#lib/quotas/get-quota-usage.ts';
import { projectBill } from '#lib/quotas/project-bill.ts';
import { cliLines } from './cli-lines.ts';
import { newClusterId, stackNameOf } from './cluster-id.ts';
import { nameTaken } from './name-taken.ts';
import { nodesAuthUrl } from './nodes-auth-url.ts';
import { planCluster } from './plan-cluster.ts';
import type { ClusterPreview } from './preview.ts';
import type { CreateClusterInput } from './schema.ts';
import { noSecrets, toDriverValues } from './to-driver-values.ts';
import { usualCreateMs } from './usual-create-ms.ts';

/**
 * What would be made, before anything exists: nothing is written anywhere.
 * @throws INVALID_INPUT as create would; a quota that does not suffice is told in the bill
 */
export async function previewCluster(scope: Scope, input: CreateClusterInput): Promise<ClusterPreview> {
  requireAbility(scope, 'cluster:create');
  // Whoever looks at a preview will soon want the cluster's keys.
  void stockKeyPairs();
  const id = newClusterId();
  const [plan, usage, taken] = await Promise.all([
    planCluster(scope, input),
    getQuotaUsage(scope),
    db().cluster.findFirst({
      where: { projectId: scope.projectId, name: input.name, submissionId: { not: input.submissionId } },
      select: { id: true },
    }),
  ]);
  if (taken) throw nameTaken(input.name);

  const { manifest } = plan.driver;
  const values = { id, projectId: scope.projectId, userId: scope.userId, region: scope.region, stackName: stackNameOf(input.name, id), ...plan.chosen };
  const bundle = renderBundle(plan.driver, toDriverValues(values, plan.template, nodesAuthUrl(), noSecrets));
  const counts = Object.entries(countResources(bundle)).map(([type, count]) => ({ type, count }));
  const templateFile = manifest.templateFile.split('/').at(-1) ?? manifest.templateFile;
  return {
    // A nested template counts by what is in it.
    counts: counts.filter(({ type, count }) => count > 0 && type.includes('::')).sort((a, b) => b.count - a.count || a.type.localeCompare(b.type)),
    bill: projectBill(quotaDemand(bundle), plan.flavors, usage),
    quotaFailures: usage.failures.map(({ service, sentence }) => `${service}: ${sentence}`),
    usualMs: await usualCreateMs(manifest.name),
    templateFile,
    template: bundle.template,
    environment: writeHot(bundle.environment),
    parameters: { ...bundle.parameters },
    parametersYaml: writeHot({ parameters: bundle.parameters }),
    hiddenParameters: Object.keys(bundle.hiddenParameters),
    files: Object.entries(bundle.files).map(([name, content]) => ({ name, content })),
    cli: cliLines({
      name: input.name,
      createTimeoutMin: input.createTimeoutMin,
      templateFile,
      parameters: manifest.parameters,
    }),
  };
}
