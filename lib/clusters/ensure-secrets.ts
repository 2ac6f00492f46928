import 'server-only';
import { toClusterTemplateView, withClusterCount } from '#lib/cluster-templates/to-cluster-template-view.ts';
import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import { loadClusterSecrets } from '#lib/certificates/load-cluster-secrets.ts';
import {
  makeClusterAuthorities,
  saveClusterAuthorities,
  type ClusterAuthorities,
} from '#lib/certificates/create-cluster-authorities.ts';
import { db, type Prisma } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { open, seal } from '#lib/sealing.ts';
import { nodesAuthUrl } from './nodes-auth-url.ts';
import { saveBundle } from './save-bundle.ts';
import { toDriverValues } from './to-driver-values.ts';

/** Where a cluster's sealed parameters belong: they open nowhere else. */
export const parametersContext = (clusterId: string) => `cluster:${clusterId}:parameters`;

/**
 * The parameters that carry keys, made once per cluster with its certificate authorities and kept sealed.
 * @param ready authorities already being made, so that their half second of work overlaps with other waits
 */
export async function ensureSecrets(
  scope: Scope,
  row: Cluster,
  ready?: Promise<ClusterAuthorities>,
): Promise<Record<string, string>> {
  if (row.sealedParameters !== null) return openParameters(row.id, row.sealedParameters);
  const [authorities, template, driver] = await Promise.all([
    ready ?? makeClusterAuthorities(row.id, row.name),
    readTemplateOf(scope, row.templateId),
    getDriver(row.driverName, row.driverVersion),
  ]);

  return db().$transaction(async (tx) => {
    const [current] = await tx.$queryRaw<{ sealed_parameters: string | null }[]>`
      select sealed_parameters from cluster where id = ${row.id}::uuid for update`;
    if (current?.sealed_parameters) return openParameters(row.id, current.sealed_parameters);
    await saveClusterAuthorities(tx, row.id, authorities);
    const secrets = await loadClusterSecrets(row.id, tx);
    const bundle = renderBundle(driver, toDriverValues(row, template, nodesAuthUrl(), secrets));
    await saveBundle(tx, bundle);
    await tx.cluster.update({
      where: { id: row.id },
      data: {
        bundleSha256: bundle.sha256,
        parameters: bundle.parameters as Prisma.InputJsonObject,
        sealedParameters: seal(JSON.stringify(bundle.hiddenParameters), parametersContext(row.id)),
      },
    });
    return { ...bundle.hiddenParameters };
  });
}

/** Whether or not the template is still shown to the project: the cluster was made from it. */
export async function readTemplateOf(scope: Scope, templateId: string): Promise<ClusterTemplateView> {
  const row = await db().clusterTemplate.findUniqueOrThrow({ where: { id: templateId }, include: withClusterCount });
  return toClusterTemplateView(row, scope);
}

/** Those a cluster's stack was last given. */
export function hiddenParametersOf({ id, sealedParameters }: Pick<Cluster, 'id' | 'sealedParameters'>): Record<string, string> {
  return sealedParameters === null ? {} : openParameters(id, sealedParameters);
}

function openParameters(clusterId: string, sealed: string): Record<string, string> {
  return JSON.parse(open(sealed, parametersContext(clusterId))) as Record<string, string>;
}
