import 'server-only';
import type { ClusterView } from '#lib/clusters/view.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { isPortalError } from '#lib/errors.ts';
import type { AccessKind } from './view.ts';

/** For a cluster whose driver is no longer at hand. */
const usualAccess: Readonly<Record<string, AccessKind>> = { kubernetes: 'kubeconfig', 'swarm-mode': 'docker' };

export async function readAccessKind(cluster: Pick<ClusterView, 'coe' | 'driverName' | 'driverVersion'>): Promise<AccessKind> {
  try {
    return (await getDriver(cluster.driverName, cluster.driverVersion)).manifest.access;
  } catch (error) {
    if (isPortalError(error, 'NOT_FOUND')) return usualAccess[cluster.coe] ?? 'none';
    throw error;
  }
}
