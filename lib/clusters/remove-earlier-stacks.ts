import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '#lib/db/generated/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { attemptOf, stackTagOf } from './cluster-id.ts';

const patienceMs = 20_000;
const lookEveryMs = 1_000;

/**
 * Before a further attempt: deletes the stacks of the earlier ones and waits a while for what they hold
 * of the quota. One that takes longer, or fails to go, still carries the cluster's tag and is
 * deleted with the cluster.
 */
export async function removeEarlierStacks(scope: Scope, row: Cluster): Promise<void> {
  if (attemptOf(row.stackName, row.id) === 1) return;
  const earlier = async () =>
    (await scope.heat.listStacksByTag(stackTagOf(row.id))).filter((stack) => stack.name !== row.stackName && stack.status !== 'DELETE_COMPLETE');

  const deadline = Date.now() + patienceMs;
  let left = await earlier();
  await Promise.all(left.map((stack) => scope.heat.deleteStack({ name: stack.name, id: stack.id })));
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(lookEveryMs);
    left = (await earlier()).filter((stack) => stack.status !== 'DELETE_FAILED');
  }
}
