import 'server-only';
import { createHmac } from 'node:crypto';
import { db, type Transaction } from '#lib/db/client.ts';
import type { DriverValues } from '#lib/drivers/values.ts';
import { PortalError } from '#lib/errors.ts';
import { open } from '#lib/sealing.ts';
import { authorityContext, type AuthorityKind } from './create-cluster-authorities.ts';

/**
 * The stored authorities of a cluster, opened, as a driver takes them. The bootstrap token and
 * the credential's secret follow from the cluster's own service-account key, so that rendering again gives the same.
 * @throws PortalError NOT_FOUND when the cluster has none
 */
export async function loadClusterSecrets(clusterId: string, tx: Transaction = db()): Promise<DriverValues['secrets']> {
  const kubernetes = await loadAuthorities(clusterId, tx);
  const serviceAccount = kubernetes('service-account');
  return {
    caCertificatePem: kubernetes('kubernetes').certificatePem,
    caKeyPem: kubernetes('kubernetes').privateKeyPem,
    etcdCaCertificatePem: kubernetes('etcd').certificatePem,
    etcdCaKeyPem: kubernetes('etcd').privateKeyPem,
    frontProxyCaCertificatePem: kubernetes('front-proxy').certificatePem,
    frontProxyCaKeyPem: kubernetes('front-proxy').privateKeyPem,
    serviceAccountKeyPem: serviceAccount.privateKeyPem,
    bootstrapToken: bootstrapTokenFrom(serviceAccount.privateKeyPem),
    cloudCredentialSecret: createHmac('sha256', serviceAccount.privateKeyPem).update('application credential').digest('base64url'),
  };
}

/** The certificate and the opened key of each kind, opened when asked for. */
export async function loadAuthorities(
  clusterId: string,
  tx: Transaction = db(),
): Promise<(kind: AuthorityKind) => { certificatePem: string; privateKeyPem: string }> {
  const rows = await tx.clusterCertificateAuthority.findMany({ where: { clusterId } });
  return (kind) => {
    const row = rows.find((candidate) => candidate.kind === kind);
    if (!row) {
      throw new PortalError({
        code: 'NOT_FOUND',
        userMessage: 'This cluster has no certificates yet. Wait until it is being created, then try again.',
        message: `cluster ${clusterId} has no authority ${kind}`,
      });
    }
    return { certificatePem: row.certificatePem, privateKeyPem: open(row.sealedKeyPem, authorityContext(clusterId, kind)) };
  };
}

const tokenLetters = 'abcdefghijklmnopqrstuvwxyz012345';

/** kubeadm's form: six characters, a dot, sixteen characters (five bits each). */
function bootstrapTokenFrom(key: string): string {
  const bytes = createHmac('sha256', key).update('kubeadm bootstrap token').digest();
  const letters = [...bytes.subarray(0, 22)].map((byte) => tokenLetters[byte % tokenLetters.length]).join('');
  return `${letters.slice(0, 6)}.${letters.slice(6)}`;
}
