import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import type { Prisma, Transaction } from '#lib/db/client.ts';
import type { Cluster } from '#lib/db/generated/client.ts';

/**
 * Records the end of a move beside its beginning, in the name of whoever began it. Nothing when the last move has ended:
 * Heat's updates may be begun by others, too.
 */
export async function recordMoveEnd(
  tx: Transaction,
  cluster: Pick<Cluster, 'id' | 'name'>,
  action: 'cluster:moved' | 'cluster:move-failed',
): Promise<void> {
  const last = await tx.auditEvent.findFirst({
    where: { subjectId: cluster.id, action: { in: ['cluster:move', 'cluster:moved', 'cluster:move-failed'] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  if (last?.action !== 'cluster:move') return;
  await recordAuditEvent(tx, last, { action, subjectId: cluster.id, subjectName: cluster.name, detail: last.detail as Prisma.InputJsonObject });
}
