import 'server-only';
import type { Ability } from '#lib/auth/policy.ts';
import type { Prisma, Transaction } from '#lib/db/client.ts';

/** Who is written down: a scope has all of it; the reconciler passes the project's and the trustor's. */
export interface AuditActor {
  readonly projectId: string;
  readonly userId: string;
  readonly userName: string;
}

/** The abilities a person has, and what the reconciler brings to its end afterwards. */
export type AuditAction =
  | Ability
  | 'cluster:continue'
  | 'cluster:retry'
  | 'cluster:created'
  | 'cluster:create-failed'
  | 'cluster:moved'
  | 'cluster:move-failed'
  | 'cluster:deleted'
  | 'cluster:delete-failed';

export interface AuditEntry {
  action: AuditAction;
  subjectId: string;
  subjectName: string;
  /** Small and free of secrets: it is shown on the activity page. */
  detail?: Prisma.InputJsonObject;
  /** The project the subject belongs to, where an administrator acts on another project's. */
  projectId?: string;
}

/** Writes in the caller's transaction, so that nothing happens unrecorded and nothing is recorded that did not happen. */
export async function recordAuditEvent(tx: Transaction, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      projectId: entry.projectId ?? actor.projectId,
      userId: actor.userId,
      userName: actor.userName,
      action: entry.action,
      subjectId: entry.subjectId,
      subjectName: entry.subjectName,
      detail: entry.detail ?? {},
    },
  });
}
