import 'server-only';
import { toFileName } from '#lib/cluster-access/to-file-name.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { issueClientCertificate } from './issue-client-certificate.ts';
import { writeKubeconfig } from './write-kubeconfig.ts';

export interface IssuedKubeconfigFile {
  fileName: string;
  yaml: string;
  notAfter: Date;
}

/** The group Kubernetes binds to cluster-admin from its first start. */
const role = 'system:masters';

/**
 * A kubeconfig with a client certificate of its own.
 * @throws PortalError FORBIDDEN, NOT_FOUND, INVALID_STATE (no API address yet), INVALID_INPUT (lifetime)
 */
export async function issueKubeconfig(scope: Scope, input: { clusterId: string; lifetimeHours: number }): Promise<IssuedKubeconfigFile> {
  const issued = await issueClientCertificate(scope, input, { ability: 'cluster:kubeconfig', access: 'kubeconfig', role });
  return {
    fileName: `${toFileName(issued.clusterName)}.kubeconfig`,
    notAfter: issued.notAfter,
    yaml: writeKubeconfig({
      clusterName: issued.clusterName,
      userName: scope.userName,
      server: issued.apiAddress,
      caCertificatePem: issued.caCertificatePem,
      clientCertificatePem: issued.certificatePem,
      clientKeyPem: issued.privateKeyPem,
    }),
  };
}
