import 'server-only';
import { db } from '#lib/db/client.ts';
import { toEventView } from './to-stack-views.ts';
import type { StackEventView } from './view.ts';

/** Oldest first; the newest `limit` of those before `beforeSeq`. The caller has checked who asks. */
export async function readEvents(
  clusterId: string,
  { limit, beforeSeq }: { limit: number; beforeSeq?: number },
): Promise<StackEventView[]> {
  const rows = await db().stackEvent.findMany({
    where: { clusterId, ...(beforeSeq !== undefined && { seq: { lt: BigInt(beforeSeq) } }) },
    orderBy: { seq: 'desc' },
    take: limit,
  });
  return rows.reverse().map(toEventView);
}
