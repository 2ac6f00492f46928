import 'server-only';
import type { Transaction } from '#lib/db/client.ts';
import type { Cluster, Prisma } from '#lib/db/generated/client.ts';
import { getDriver } from '#lib/driver-catalogue/get-driver.ts';
import { explainFailure } from '#lib/stacks/explain-failure.ts';
import { findRootFailure } from '#lib/stacks/find-root-failure.ts';
import { toEventView, toResourceView } from '#lib/stacks/to-stack-views.ts';

/**
 * The sentence, the advice and the resource behind a failed stack, from the rows written so far.
 * @param stackReason Heat's words on the stack itself; they serve when no resource failed
 */
export async function explainStackFailure(
  tx: Transaction,
  cluster: Pick<Cluster, 'id' | 'driverName' | 'driverVersion'>,
  stackReason: string | null,
): Promise<{ reason: string; advice: string; failure: Prisma.InputJsonObject | null } | null> {
  const clusterId = cluster.id;
  const [events, resources] = await Promise.all([
    tx.stackEvent.findMany({
      where: { clusterId, OR: [{ status: { endsWith: '_FAILED' } }, { path: '' }] },
      orderBy: [{ eventAt: 'asc' }, { seq: 'asc' }],
    }),
    tx.stackResource.findMany({ where: { clusterId, removed: false, status: { endsWith: '_FAILED' } } }),
  ]);
  // The first events of a resource are written before its type is known.
  const types = new Map(resources.map(({ path, resourceType }) => [path, resourceType]));
  const typed = events.map((event) => toEventView({ ...event, resourceType: event.resourceType ?? types.get(event.path) ?? null }));
  const failure = findRootFailure(typed, resources.map(toResourceView));
  if (failure) {
    const stepTitles = await getDriver(cluster.driverName, cluster.driverVersion).then(
      ({ manifest }) => manifest.steps,
      () => ({}),
    );
    return { ...explainFailure(failure, stepTitles), failure: { ...failure } };
  }
  if (!stackReason) return null;
  const whole = { path: '', resourceName: '', resourceType: 'OS::Heat::Stack', reason: stackReason };
  return { ...explainFailure(whole), failure: null };
}
