import 'server-only';
import { z } from 'zod';
import type { Actor } from '#lib/auth/policy.ts';
import { db, type Prisma } from '#lib/db/client.ts';
import { listClusterTemplatesSchema, type ListClusterTemplatesInput, type TemplateSort } from './schema.ts';
import { toClusterTemplateRow, withClusterCount } from './to-cluster-template-view.ts';
import type { ClusterTemplateRow } from './view.ts';
import { listedFor, visibleTo } from './visibility.ts';

export interface ClusterTemplatePage {
  rows: ClusterTemplateRow[];
  /** For the address: `?cursor=`. Null at either end. */
  nextCursor: string | null;
  previousCursor: string | null;
}

const columns = { name: 'name', created: 'createdAt', updated: 'updatedAt' } as const;
type Column = (typeof columns)[keyof typeof columns];

/** Where a page begins: the sorted value and id of its neighbour, and whether to walk forward or back from it. */
const cursorSchema = z.tuple([z.enum(['after', 'before']), z.string().max(255), z.uuid()]);
type Cursor = z.output<typeof cursorSchema>;
/** A year of four digits: PostgreSQL's calendar is shorter than JavaScript's. */
const isTime = z.iso.datetime();

/** Own and public templates, a page at a time by key, so that page 50 costs what page 1 does. */
export async function listClusterTemplates(
  actor: Actor,
  given: Partial<ListClusterTemplatesInput> = {},
): Promise<ClusterTemplatePage> {
  const input = listClusterTemplatesSchema.parse(given);
  const { column, descending } = orderOf(input.sort);
  const cursor = readCursor(input.cursor, column);
  const backward = cursor?.[0] === 'before';
  const direction = descending !== backward ? 'desc' : 'asc';

  const found = await db().clusterTemplate.findMany({
    where: { AND: [input.visibility === 'all' ? visibleTo(actor) : listedFor(actor), ...filters(actor, input), cursor ? beyond(cursor, column, direction) : {}] },
    orderBy: [{ [column]: direction }, { id: direction }],
    take: input.limit + 1,
    omit: { rootCaPem: true, labels: true },
    include: withClusterCount,
  });
  const more = found.length > input.limit;
  const page = found.slice(0, input.limit);
  if (backward) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  return {
    rows: page.map((row) => toClusterTemplateRow(row, actor)),
    nextCursor: last && (backward || more) ? writeCursor('after', last, column) : null,
    previousCursor: first && cursor && (!backward || more) ? writeCursor('before', first, column) : null,
  };
}

function filters(actor: Actor, input: ListClusterTemplatesInput): Prisma.ClusterTemplateWhereInput[] {
  const contains = { contains: input.search, mode: 'insensitive' } as const;
  return [
    input.search ? { OR: [{ name: contains }, { description: contains }, { imageName: contains }, { tags: { has: input.search } }] } : {},
    input.coe ? { coe: input.coe } : {},
    input.driver ? { driverName: input.driver } : {},
    input.visibility === 'own' ? { projectId: actor.projectId } : {},
    input.visibility === 'public' ? { public: true } : {},
  ];
}

function orderOf(sort: TemplateSort): { column: Column; descending: boolean } {
  const descending = sort.startsWith('-');
  return { column: columns[sort.replace('-', '') as keyof typeof columns], descending };
}

function beyond(cursor: Cursor, column: Column, direction: 'asc' | 'desc'): Prisma.ClusterTemplateWhereInput {
  const [, text, id] = cursor;
  const value = column === 'name' ? text : new Date(text);
  const side = direction === 'asc' ? 'gt' : 'lt';
  return { OR: [{ [column]: { [side]: value } }, { [column]: value, id: { [side]: id } }] };
}

function writeCursor(side: Cursor[0], row: { id: string; name: string; createdAt: Date; updatedAt: Date }, column: Column): string {
  const value = column === 'name' ? row.name : row[column].toISOString();
  return Buffer.from(JSON.stringify([side, value, row.id] satisfies Cursor)).toString('base64url');
}

/** A cursor that somebody has changed by hand begins at the first page. */
function readCursor(text: string | undefined, column: Column): Cursor | null {
  if (!text) return null;
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    const [, value] = cursor;
    return (column === 'name' ? !value.includes('\0') : isTime.safeParse(value).success) ? cursor : null;
  } catch {
    return null;
  }
}
