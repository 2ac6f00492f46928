import 'server-only';
import type { Actor } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { ClusterStatus } from '#lib/clusters/status.ts';

export interface TemplateCluster {
  id: string;
  name: string;
  status: ClusterStatus;
  masterCount: number;
  nodeCount: number;
  createdAt: string;
}

const shown = 10;

/** The newest clusters of the actor's own project that use a template; those of other projects are only counted. */
export async function listTemplateClusters(actor: Actor, templateId: string): Promise<{ rows: TemplateCluster[]; ownCount: number }> {
  const where = { templateId, projectId: actor.projectId };
  const [rows, ownCount] = await Promise.all([
    db().cluster.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: shown,
      select: { id: true, name: true, status: true, masterCount: true, nodeCount: true, createdAt: true },
    }),
    db().cluster.count({ where }),
  ]);
  return {
    rows: rows.map((row) => ({ ...row, status: row.status as ClusterStatus, createdAt: row.createdAt.toISOString() })),
    ownCount,
  };
}
