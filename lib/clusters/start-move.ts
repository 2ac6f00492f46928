import 'server-only';
import { reasonAgainst, requireAbility } from '#lib/auth/policy.ts';
import { allDrivers } from '#lib/driver-catalogue/all-drivers.ts';
import { newestFirst } from '#lib/driver-catalogue/compare-versions.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { findVisibleCluster } from './find-visible-cluster.ts';
import type { ClusterIdInput } from './schema.ts';
import type { MoveStart } from './view.ts';
import { whyNotMovable } from './why-not-movable.ts';

/** The versions that a cluster may be moved to. @throws FORBIDDEN, NOT_FOUND */
export async function startMove(scope: Scope, { clusterId }: ClusterIdInput): Promise<MoveStart> {
  requireAbility(scope, 'cluster:read');
  const row = await findVisibleCluster(scope, clusterId);
  const manifests = (await allDrivers({ name: row.driverName })).map(({ driver }) => driver.manifest);
  // After a move that failed the same version may be tried again.
  const again = row.status === 'UPDATE_FAILED';
  return {
    cluster: {
      id: row.id,
      name: row.name,
      driverName: row.driverName,
      driverTitle: manifests.find(({ version }) => version === row.driverVersion)?.title ?? row.driverName,
      version: row.driverVersion,
    },
    versions: manifests
      .filter(({ version }) => again || version !== row.driverVersion)
      .sort((one, other) => newestFirst(one.version, other.version))
      .map(({ version, status, title }) => ({ version, status, title, refusal: status === 'retired' ? 'It is retired.' : null })),
    refusal: reasonAgainst(scope, 'cluster:move') ?? whyNotMovable(row),
  };
}
