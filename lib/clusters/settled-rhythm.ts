import 'server-only';
import { db } from '#lib/db/client.ts';

const atLeastMs = 45_000;
/** All reconcilers together ask Heat for settled stacks about this often. */
const eachMs = 50;
const countedForMs = 60_000;

let counted: { until: number; clusters: Promise<number> } | undefined;

/**
 * When to look again at a cluster of which nothing is expected: somebody may change its stack by another way.
 * With thousands of clusters less often, so that Heat is not kept busy by it; spread by lot, so that clusters
 * looked at together do not stay together.
 */
export async function settledRhythmMs(): Promise<number> {
  if (!counted || counted.until < Date.now()) counted = { until: Date.now() + countedForMs, clusters: db().cluster.count().catch(() => 0) };
  const everyMs = Math.max(atLeastMs, (await counted.clusters) * eachMs);
  return Math.round(everyMs * (0.9 + Math.random() * 0.2));
}
