import 'server-only';
import { getCluster } from '#lib/clusters/get-cluster.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import type { IssuedCertificateView } from './view.ts';

const shownAtMost = 100;

/** Newest first. @throws PortalError FORBIDDEN, NOT_FOUND */
export async function listIssuedCertificates(scope: Scope, clusterId: string): Promise<IssuedCertificateView[]> {
  const cluster = await getCluster(scope, clusterId);
  const rows = await db().issuedClientCertificate.findMany({
    where: { clusterId: cluster.id },
    orderBy: { issuedAt: 'desc' },
    take: shownAtMost,
  });
  return rows.map((row) => ({
    id: row.id,
    userName: row.userName,
    issuedAt: row.issuedAt.toISOString(),
    notAfter: row.notAfter.toISOString(),
  }));
}
