import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { stackTagOf } from './cluster-id.ts';
import { createCluster, type CreatedCluster } from './create-cluster.ts';
import type { CreateClusterInput } from './schema.ts';

export const rowOf = (id: string) => db().cluster.findUniqueOrThrow({ where: { id } });
export const stacksOf = async (scope: Scope, id: string) =>
  (await scope.heat.listStacksByTag(stackTagOf(id))).filter((stack) => stack.status !== 'DELETE_COMPLETE');
export const trustsOf = async (scope: Scope, marker: string) => (await scope.keystone.listTrusts()).filter((trust) => trust.expiresAt === marker);

/** For operation tests: makes real clusters, and takes from the cloud what is left of them after the file's last test. */
export function useSubmissions(): (scope: Scope, given: CreateClusterInput) => Promise<CreatedCluster> {
  const made = new Map<string, Scope>();

  afterAll(async () => {
    const operator = await signInForTest('operator');
    await Promise.all(
      [...made].map(async ([id, scope]) => {
        const row = await db().cluster.findUnique({ where: { id }, select: { trustId: true } });
        await removeStacks(scope, id);
        if (row?.trustId) await operator.keystone.deleteTrust(row.trustId).catch(() => {});
      }),
    );
  });

  return async (scope, given) => {
    const created = await createCluster(scope, given);
    made.set(created.clusterId, scope);
    return created;
  };
}

/** A delete while Heat is still creating may fail once; the trust goes after the stack, which acts by a child of it. */
async function removeStacks(scope: Scope, clusterId: string): Promise<void> {
  for (;;) {
    const stacks = await scope.heat.listStacksByTag(stackTagOf(clusterId));
    if (stacks.length === 0) return;
    for (const stack of stacks) if (!['DELETE_IN_PROGRESS', 'DELETE_COMPLETE'].includes(stack.status)) await scope.heat.deleteStack({ name: stack.name, id: stack.id });
    await pause(2000);
  }
}
