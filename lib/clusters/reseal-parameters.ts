import 'server-only';
import { db } from '#lib/db/client.ts';
import { isSealedWithFirstKey, open, seal } from '#lib/sealing.ts';
import { parametersContext } from './ensure-secrets.ts';

const batchSize = 200;

/**
 * Moves the sealed parameters of all clusters to the sealing key that stands first today; safe beside a
 * running portal and when it is cut off and run again.
 * @returns how many were moved
 */
export async function resealParameters(): Promise<number> {
  let moved = 0;
  let after = '';
  for (;;) {
    const rows = await db().cluster.findMany({
      where: { sealedParameters: { not: null }, ...(after ? { id: { gt: after } } : {}) },
      select: { id: true, sealedParameters: true },
      orderBy: { id: 'asc' },
      take: batchSize,
    });
    for (const { id, sealedParameters } of rows) {
      if (!sealedParameters || isSealedWithFirstKey(sealedParameters)) continue;
      const resealed = seal(open(sealedParameters, parametersContext(id)), parametersContext(id));
      const { count } = await db().cluster.updateMany({ where: { id, sealedParameters }, data: { sealedParameters: resealed } });
      moved += count;
    }
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return moved;
    after = last.id;
  }
}
