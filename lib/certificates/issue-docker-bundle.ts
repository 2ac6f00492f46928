import 'server-only';
import { gzipArchive } from '#lib/cluster-access/gzip-archive.ts';
import { toFileName } from '#lib/cluster-access/to-file-name.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { issueClientCertificate } from './issue-client-certificate.ts';
import { writeDockerBundle } from './write-docker-bundle.ts';

export interface IssuedDockerBundle {
  fileName: string;
  archive: Uint8Array<ArrayBuffer>;
  notAfter: Date;
}

/** Docker asks only who signed a certificate: whoever holds one may do all. */
const role = 'docker';

/**
 * What Docker's own client needs to speak to a Swarm's managers, as .tar.gz.
 * @throws PortalError FORBIDDEN, NOT_FOUND, INVALID_STATE (no API address yet), INVALID_INPUT (lifetime)
 */
export async function issueDockerBundle(scope: Scope, input: { clusterId: string; lifetimeHours: number }): Promise<IssuedDockerBundle> {
  const issued = await issueClientCertificate(scope, input, { ability: 'cluster:docker-bundle', access: 'docker', role });
  const folder = `${toFileName(issued.clusterName)}-docker`;
  return {
    fileName: `${folder}.tar.gz`,
    notAfter: issued.notAfter,
    archive: await gzipArchive(writeDockerBundle({ folder, ...issued })),
  };
}
