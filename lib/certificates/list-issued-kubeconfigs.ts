import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';

/** Dates are ISO strings. */
export interface IssuedKubeconfigView {
  id: string;
  userName: string;
  issuedAt: string;
  notAfter: string;
}

/** Newest first. @throws PortalError FORBIDDEN, NOT_FOUND */
export async function listIssuedKubeconfigs(scope: Scope, clusterId: string): Promise<IssuedKubeconfigView[]> {
  throw new Error(`not written yet: ${scope.projectId} ${clusterId}`);
}
