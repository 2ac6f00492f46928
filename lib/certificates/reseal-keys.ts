import 'server-only';
import { db } from '#lib/db/client.ts';
import { isSealedWithFirstKey, open, seal } from '#lib/sealing.ts';
import { authorityContext } from './create-cluster-authorities.ts';

const batchSize = 200;

/**
 * Moves the private keys of all clusters to the sealing key that stands first today. May run while the
 * portal does, and again after it was cut off: it takes only rows that another key has sealed.
 * @returns how many were moved
 */
export async function resealKeys(): Promise<number> {
  let moved = 0;
  let after: { clusterId: string; kind: string } | undefined;
  for (;;) {
    const rows = await db().clusterCertificateAuthority.findMany({
      ...(after ? { cursor: { clusterId_kind: after }, skip: 1 } : {}),
      orderBy: [{ clusterId: 'asc' }, { kind: 'asc' }],
      take: batchSize,
    });
    for (const { clusterId, kind, sealedKeyPem } of rows) {
      if (isSealedWithFirstKey(sealedKeyPem)) continue;
      const context = authorityContext(clusterId, kind);
      const resealed = seal(open(sealedKeyPem, context), context);
      // Only if nobody has changed it meanwhile.
      const { count } = await db().clusterCertificateAuthority.updateMany({
        where: { clusterId, kind, sealedKeyPem },
        data: { sealedKeyPem: resealed },
      });
      moved += count;
    }
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return moved;
    after = { clusterId: last.clusterId, kind: last.kind };
  }
}
