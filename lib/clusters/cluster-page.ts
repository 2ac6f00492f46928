import 'server-only';
import { z } from 'zod';
import { db, type Prisma } from '#lib/db/client.ts';
import { readProgress } from '#lib/stacks/read-progress.ts';
import { uuidPattern } from './cluster-id.ts';
import type { ClusterSort, ClusterStateFilter, Page } from './schema.ts';
import { clusterRowSelect, toClusterRow } from './to-cluster-view.ts';
import type { ListedCluster } from './view.ts';

/*
 * Keyset paging: a page begins after a row, not after a number of rows, so that its cost does not
 * depend on how many there are and nothing is shown twice while clusters come and go.
 */

interface Position {
  /** createdAt as ISO text, or the name. */
  key: string;
  id: string;
}

/** A year of four digits: PostgreSQL's calendar is shorter than JavaScript's. */
const isTime = z.iso.datetime();

const columnOf: Readonly<Record<ClusterSort, { column: 'createdAt' | 'name'; descending: boolean }>> = {
  newest: { column: 'createdAt', descending: true },
  oldest: { column: 'createdAt', descending: false },
  name: { column: 'name', descending: false },
  'name-desc': { column: 'name', descending: true },
};

export async function readClusterPage(query: {
  where: Prisma.ClusterWhereInput;
  sort: ClusterSort;
  after: string | null;
  before: string | null;
  pageSize: number;
}): Promise<Page<ListedCluster>> {
  const { column, descending } = columnOf[query.sort];
  const before = query.before === null ? null : decodePosition(query.before, column);
  const after = query.after === null ? null : decodePosition(query.after, column);
  const backwards = before !== null && after === null;
  const from = backwards ? before : after;
  const down = descending !== backwards;

  // The index lies (created_at desc, id asc): among equal times ids run the other way, or it cannot be read in order.
  const idDown = column === 'createdAt' ? !down : down;
  const order: Prisma.SortOrder = down ? 'desc' : 'asc';
  const found = await db().cluster.findMany({
    where: from ? { AND: [query.where, beyond(column, from, down, idDown)] } : query.where,
    orderBy: [{ [column]: order }, { id: idDown ? 'desc' : 'asc' }],
    take: query.pageSize + 1,
    select: clusterRowSelect,
  });

  const more = found.length > query.pageSize;
  const rows = found.slice(0, query.pageSize);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const at = (row: (typeof rows)[number]) =>
    encodePosition({ key: column === 'name' ? row.name : row.createdAt.toISOString(), id: row.id });
  const progress = await readProgress(rows.filter(({ status, stackId }) => status === 'CREATE_IN_PROGRESS' && stackId !== null).map(({ id }) => id));
  return {
    rows: rows.map((row) => ({ ...toClusterRow(row), progress: progress.get(row.id) ?? null })),
    next: last && (backwards ? from !== null : more) ? at(last) : null,
    previous: first && (backwards ? more : from !== null) ? at(first) : null,
  };
}

/** All rows past a position. The outer bound on the column alone is what lets the index be used. */
function beyond(column: 'createdAt' | 'name', from: Position, down: boolean, idDown: boolean): Prisma.ClusterWhereInput {
  const value = column === 'createdAt' ? new Date(from.key) : from.key;
  return {
    AND: [
      { [column]: down ? { lte: value } : { gte: value } },
      {
        OR: [
          { [column]: down ? { lt: value } : { gt: value } },
          { [column]: value, id: idDown ? { lt: from.id } : { gt: from.id } },
        ],
      },
    ],
  };
}

function encodePosition(position: Position): string {
  return Buffer.from(JSON.stringify([position.key, position.id])).toString('base64url');
}

/** Null for anything that is not ours: a cut-off link opens the first page. */
function decodePosition(text: string, column: 'createdAt' | 'name'): Position | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return null;
    const [key, id]: unknown[] = parsed;
    if (typeof key !== 'string' || typeof id !== 'string' || !uuidPattern.test(id) || key.includes('\0')) return null;
    if (column === 'createdAt' && !isTime.safeParse(key).success) return null;
    return { key, id };
  } catch {
    return null;
  }
}

/** `%` and `_` in what somebody types are letters, not wildcards. */
export function containsText(text: string): { contains: string; mode: 'insensitive' } {
  return { contains: text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`).replaceAll('\0', ''), mode: 'insensitive' };
}

export function whereState(state: ClusterStateFilter, now: Date = new Date()): Prisma.ClusterWhereInput {
  const unclaimed: Prisma.ClusterWhereInput = {
    status: 'CREATE_IN_PROGRESS',
    stackId: null,
    OR: [{ submittingUntil: null }, { submittingUntil: { lte: now } }],
  };
  switch (state) {
    case 'ready':
      return { status: { in: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] } };
    case 'failed':
      return { status: { in: ['CREATE_FAILED', 'UPDATE_FAILED', 'DELETE_FAILED'] } };
    case 'waiting':
      return unclaimed;
    case 'working':
      return { status: { in: ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS'] }, NOT: unclaimed };
  }
}
