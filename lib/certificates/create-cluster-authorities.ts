import 'server-only';
import type { Transaction } from '#lib/db/client.ts';
import { seal } from '#lib/sealing.ts';
import { issueCertificate } from './issue-certificate.ts';
import { takeKeyPair } from './take-key-pair.ts';

export const authorityKinds = ['kubernetes', 'etcd', 'front-proxy', 'service-account'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** One row of ClusterCertificateAuthority before it is stored; the key is already sealed. */
export interface ClusterAuthority {
  kind: AuthorityKind;
  /** For `service-account`, a bare key pair: its public key. */
  certificatePem: string;
  sealedKeyPem: string;
  notAfter: Date | null;
}

export type ClusterAuthorities = readonly ClusterAuthority[];

const authorityYears = 10;

/** Where a sealed key belongs: it opens nowhere else. */
export function authorityContext(clusterId: string, kind: string): string {
  return `cluster:${clusterId}:authority:${kind}`;
}

/** Makes the keys and certificates of a new cluster off the event loop; touches no database. */
export async function makeClusterAuthorities(clusterId: string, clusterName: string): Promise<ClusterAuthorities> {
  return Promise.all(authorityKinds.map((kind) => makeAuthority(clusterId, clusterName, kind)));
}

export async function saveClusterAuthorities(tx: Transaction, clusterId: string, authorities: ClusterAuthorities): Promise<void> {
  await tx.clusterCertificateAuthority.createMany({
    data: authorities.map((authority) => ({ clusterId, ...authority })),
    skipDuplicates: true,
  });
}

async function makeAuthority(clusterId: string, clusterName: string, kind: AuthorityKind): Promise<ClusterAuthority> {
  const { privateKeyPem, publicKeyPem } = await takeKeyPair();
  const sealedKeyPem = seal(privateKeyPem, authorityContext(clusterId, kind));
  if (kind === 'service-account') return { kind, certificatePem: publicKeyPem, sealedKeyPem, notAfter: null };

  const now = new Date();
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + authorityYears);
  const issued = await issueCertificate({
    // Each cluster's authorities have names of their own, so that two in one trust store are not mixed up.
    subject: { commonName: `${kind}-ca`, organization: clusterName, organizationalUnit: clusterId },
    publicKeyPem,
    purpose: { kind: 'authority' },
    notAfter,
    issuer: { selfSigningKeyPem: privateKeyPem },
    now,
  });
  return { kind, certificatePem: issued.certificatePem, sealedKeyPem, notAfter: issued.notAfter };
}
