import 'server-only';
import { isAdmin, type Actor } from '#lib/auth/policy.ts';
import type { ClusterStatus } from '#lib/clusters/status.ts';
import { db } from '#lib/db/client.ts';
import type { DriverRef } from './schema.ts';
import type { DriverClusterView } from './view.ts';

const shown = 50;

/** The newest clusters that a driver version has built: an administrator sees all, others their project's. */
export async function listDriverClusters(actor: Actor, { name, version }: DriverRef): Promise<{ rows: DriverClusterView[]; count: number }> {
  const where = { driverName: name, driverVersion: version, ...(isAdmin(actor) ? {} : { projectId: actor.projectId }) };
  const [rows, count] = await Promise.all([
    db().cluster.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: shown,
      select: { id: true, name: true, status: true, statusReason: true, projectName: true, coeVersion: true, createdAt: true },
    }),
    db().cluster.count({ where }),
  ]);
  return {
    rows: rows.map((row) => ({ ...row, status: row.status as ClusterStatus, createdAt: row.createdAt.toISOString() })),
    count,
  };
}
