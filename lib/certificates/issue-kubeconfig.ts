import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';

export interface IssuedKubeconfigFile {
  fileName: string;
  yaml: string;
  notAfter: Date;
}

/**
 * A kubeconfig with a client certificate of its own; who took it and until when is recorded.
 * @throws PortalError FORBIDDEN, NOT_FOUND, INVALID_STATE (no API address yet), INVALID_INPUT (lifetime)
 */
export async function issueKubeconfig(scope: Scope, input: { clusterId: string; lifetimeHours: number }): Promise<IssuedKubeconfigFile> {
  throw new Error(`not written yet: ${scope.projectId} ${input.clusterId}`);
}
