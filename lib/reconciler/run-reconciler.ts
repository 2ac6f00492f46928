import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LeasedCluster } from '#lib/clusters/write-leased-cluster.ts';
import { listenClusterChanged } from '#lib/db/notifications.ts';
import { logger } from '#lib/logger.ts';
import { leaseMs, nextDueInMs, releaseLease, renewLeases, takeLeases } from './leases.ts';
import { lookAfterCluster } from './look-after-cluster.ts';

export interface ReconcilerOptions {
  /** Unique for each process. */
  owner: string;
  /** Looks under way at the same time. */
  concurrency: number;
  /** Ends it: looks under way are finished and their leases given back. */
  signal: AbortSignal;
  lookAfter?: typeof lookAfterCluster;
}

const longestSleepMs = 2_000;
const shortestSleepMs = 25;
const afterErrorMs = 1_000;

/** Looks after all clusters that are due until it is told to stop. Any number may run on one database. */
export async function runReconciler({ owner, concurrency, signal, lookAfter = lookAfterCluster }: ReconcilerOptions): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const bell = new Bell();
  const stopListening = listenClusterChanged({ onChange: () => bell.ring(), onListening: () => bell.ring() });
  signal.addEventListener('abort', () => bell.ring(), { once: true });
  const renewal = setInterval(() => {
    renewLeases(owner, [...busy.keys()]).catch((error: unknown) => logger.error({ error }, 'leases not renewed'));
  }, leaseMs / 3);

  const begin = (cluster: LeasedCluster) => {
    const look = lookAndRelease(owner, cluster, lookAfter).finally(() => {
      busy.delete(cluster.id);
      bell.ring();
    });
    busy.set(cluster.id, look);
  };

  while (!signal.aborted) {
    try {
      const free = concurrency - busy.size;
      const taken = free > 0 ? await takeLeases(owner, free) : [];
      for (const cluster of taken) begin(cluster);
      if (taken.length > 0 && taken.length === free) continue;
      const dueInMs = free > 0 ? ((await nextDueInMs()) ?? longestSleepMs) : longestSleepMs;
      await bell.wait(Math.min(longestSleepMs, Math.max(shortestSleepMs, dueInMs)));
    } catch (error) {
      logger.error({ error }, 'round of the reconciler failed');
      await sleep(afterErrorMs);
    }
  }

  await Promise.all(busy.values());
  clearInterval(renewal);
  stopListening();
}

async function lookAndRelease(owner: string, cluster: LeasedCluster, lookAfter: typeof lookAfterCluster): Promise<void> {
  try {
    const { inMs } = await lookAfter(cluster);
    await releaseLease(owner, cluster.id, inMs);
  } catch (error) {
    // The lease runs out by itself, and the cluster is then looked at again.
    logger.error({ error, clusterId: cluster.id }, 'lease not given back');
  }
}

/** Wakes the loop early. A ring between two waits is not lost. */
class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  async wait(atMostMs: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMostMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
    this.#wake = undefined;
  }
}
