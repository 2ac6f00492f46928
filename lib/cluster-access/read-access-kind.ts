import 'server-only';
import type { ClusterView } from '#lib/clusters/view.ts';
import { allDrivers } from '#lib/driver-catalogue/all-drivers.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { isPortalError } from '#lib/errors.ts';
import type { AccessKind } from './view.ts';

/** For a cluster whose driver is no longer at hand in any version. */
const usualAccess: Readonly<Record<string, AccessKind>> = { kubernetes: 'kubeconfig', 'swarm-mode': 'docker' };

/** By the cluster's own version of its driver or, where a newer portal came without it, by another one. */
export async function readAccessKind(cluster: Pick<ClusterView, 'coe' | 'driverName' | 'driverVersion'>): Promise<AccessKind> {
  try {
    return (await getDriver(cluster.driverName, cluster.driverVersion)).manifest.access;
  } catch (error) {
    if (!isPortalError(error, 'NOT_FOUND')) throw error;
    const [other] = await allDrivers({ name: cluster.driverName });
    return other?.driver.manifest.access ?? usualAccess[cluster.coe] ?? 'none';
  }
}
