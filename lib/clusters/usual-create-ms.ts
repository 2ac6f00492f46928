import 'server-only';
import { db } from '#lib/db/client.ts';

const latest = 50;
const fewest = 3;

/** How long a create with this driver usually takes: median of the latest ones, null below three. */
export async function usualCreateMs(driverName: string): Promise<number | null> {
  const rows = await db().cluster.findMany({
    where: { driverName, status: 'CREATE_COMPLETE', actionEndedAt: { not: null } },
    orderBy: { createdAt: 'desc' },
    take: latest,
    select: { actionStartedAt: true, actionEndedAt: true },
  });
  if (rows.length < fewest) return null;
  const spans = rows.map((row) => row.actionEndedAt!.getTime() - row.actionStartedAt.getTime()).sort((a, b) => a - b);
  return spans[Math.floor(spans.length / 2)] ?? null;
}
