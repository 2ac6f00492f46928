import 'server-only';
import type { Actor } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { newestFirst } from './compare-versions.ts';

/** The versions that people chose to be offered first, by driver name. */
export interface ChosenDefaults {
  project: ReadonlyMap<string, string>;
  cloud: ReadonlyMap<string, string>;
}

export const cloudKey = '';

export async function readDefaults(actor: Pick<Actor, 'projectId'>): Promise<ChosenDefaults> {
  const rows = await db().driverDefault.findMany({ where: { projectId: { in: [actor.projectId, cloudKey] } } });
  const of = (projectId: string) => new Map(rows.filter((row) => row.projectId === projectId).map((row) => [row.driverName, row.driverVersion]));
  return { project: of(actor.projectId), cloud: of(cloudKey) };
}

const rank: Readonly<Record<DriverManifest['status'], number>> = { released: 0, beta: 1, deprecated: 2, retired: 3 };

/**
 * The version of a driver that a wizard offers first: the project's choice, else the cloud's, else the best proven
 * and newest. A choice that is retired or gone does not count. Null when all versions are retired.
 */
export function preferredVersion(versions: readonly Pick<DriverManifest, 'name' | 'version' | 'status'>[], defaults: ChosenDefaults): string | null {
  const usable = versions.filter(({ status }) => status !== 'retired');
  const name = usable[0]?.name ?? '';
  for (const chosen of [defaults.project.get(name), defaults.cloud.get(name)]) {
    if (usable.some(({ version }) => version === chosen)) return chosen ?? null;
  }
  const [best] = usable.toSorted((one, other) => rank[one.status] - rank[other.status] || newestFirst(one.version, other.version));
  return best?.version ?? null;
}
