import 'server-only';
import { reasonAgainst, requireAbility } from '#lib/auth/policy.ts';
import { usedFiles } from '#lib/drivers/used-files.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { allDrivers } from './all-drivers.ts';
import { newestFirst } from './compare-versions.ts';
import { getCatalogueDriver } from './get-driver.ts';
import { listDriverClusters } from './list-driver-clusters.ts';
import { mirrorList } from './mirror-list.ts';
import { preferredVersion, readDefaults } from './preferred-versions.ts';
import type { DriverRef } from './schema.ts';
import type { DriverView } from './view.ts';

/** @throws PortalError FORBIDDEN, NOT_FOUND */
export async function getDriverView(scope: Scope, { name, version }: DriverRef): Promise<DriverView> {
  requireAbility(scope, 'driver:read');
  const [{ driver, installed }, versions, defaults, clusters] = await Promise.all([
    getCatalogueDriver(name, version),
    allDrivers({ name }),
    readDefaults(scope),
    listDriverClusters(scope, { name, version }),
  ]);
  const { manifest } = driver;
  const manifests = versions.map((each) => each.driver.manifest);
  const rank = (path: string) => ['driver.yaml', 'README.md'].indexOf(path) + 1 || (path.startsWith('common/') ? 4 : 3);
  return {
    manifest,
    installed: installed && { at: installed.at.toISOString(), byName: installed.byName },
    files: Object.entries(usedFiles(driver))
      .map(([path, text]) => ({ path, text }))
      .sort((left, right) => rank(left.path) - rank(right.path) || left.path.localeCompare(right.path)),
    mirrors: manifest.mirrors.length === 0 ? [] : manifest.coeVersions.map((coeVersion) => ({ coeVersion, images: mirrorList(manifest, coeVersion) })),
    versions: manifests.map((each) => ({ version: each.version, status: each.status })).sort((one, other) => newestFirst(one.version, other.version)),
    preferred: { version: preferredVersion(manifests, defaults), project: defaults.project.get(name) ?? null, cloud: defaults.cloud.get(name) ?? null },
    clusters: clusters.rows,
    clusterCount: clusters.count,
    doors: {
      install: reasonAgainst(scope, 'driver:install'),
      remove: reasonAgainst(scope, 'driver:remove') ?? (installed ? null : 'It came with the portal.'),
      setStatus: reasonAgainst(scope, 'driver:set-status'),
      setDefault: reasonAgainst(scope, 'driver:set-default'),
      setCloudDefault: reasonAgainst(scope, 'driver:set-cloud-default'),
    },
  };
}
