import 'server-only';
import { z } from 'zod';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import type { ClusterIdInput } from './schema.ts';

const filesSchema = z.record(z.string(), z.string());

/** The files a cluster's stack was made from, its main template first. @throws FORBIDDEN, NOT_FOUND */
export async function getClusterBundle(
  scope: Scope,
  { clusterId }: ClusterIdInput,
): Promise<{ sha256: string; files: { name: string; text: string }[] }> {
  requireAbility(scope, 'cluster:read');
  const { bundleSha256 } = await findVisibleCluster(scope, clusterId);
  const bundle = await db().bundle.findUniqueOrThrow({ where: { sha256: bundleSha256 } });
  const others = Object.entries(filesSchema.parse(bundle.files)).map(([name, text]) => ({ name: shortName(name), text }));
  others.sort((a, b) => a.name.localeCompare(b.name));
  return { sha256: bundle.sha256, files: [{ name: 'template.yaml', text: bundle.template }, ...others] };
}

/** Heat wants files named by address; a person wants the path. */
function shortName(name: string): string {
  return name.replace(/^[a-z]+:\/+/, '');
}
