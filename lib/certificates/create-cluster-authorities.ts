import 'server-only';
import type { Transaction } from '#lib/db/client.ts';

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

/** Makes the keys and certificates of a new cluster off the event loop; touches no database. */
export async function makeClusterAuthorities(clusterId: string, clusterName: string): Promise<ClusterAuthorities> {
  throw new Error(`not written yet: ${clusterId} ${clusterName}`);
}

export async function saveClusterAuthorities(tx: Transaction, clusterId: string, authorities: ClusterAuthorities): Promise<void> {
  await tx.clusterCertificateAuthority.createMany({
    data: authorities.map((authority) => ({ clusterId, ...authority })),
    skipDuplicates: true,
  });
}
