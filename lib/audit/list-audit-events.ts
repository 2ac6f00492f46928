import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';

export interface AuditEventView {
  id: string;
  userName: string;
  action: string;
  subjectId: string;
  subjectName: string;
  detail: Record<string, unknown>;
  at: string;
}

const pageSize = 50;

/**
 * What was done in the project, newest first.
 * @param before the `next` of the former page
 */
export async function listAuditEvents(
  scope: Scope,
  { before }: { before: string | null },
): Promise<{ rows: AuditEventView[]; next: string | null }> {
  requireAbility(scope, 'activity:read');
  const from = before === null ? null : decode(before);
  const found = await db().auditEvent.findMany({
    where: {
      projectId: scope.projectId,
      ...(from && { at: { lte: from.at }, OR: [{ at: { lt: from.at } }, { at: from.at, id: { lt: from.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: pageSize + 1,
  });
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      userName: row.userName,
      action: row.action,
      subjectId: row.subjectId,
      subjectName: row.subjectName,
      detail: row.detail as Record<string, unknown>,
      at: row.at.toISOString(),
    })),
    next: found.length > pageSize && last ? `${last.at.getTime()}_${last.id}` : null,
  };
}

function decode(text: string): { at: Date; id: string } | null {
  const match = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  return match ? { at: new Date(Number(match[1])), id: match[2]! } : null;
}
