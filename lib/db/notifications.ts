import 'server-only';
import pg from 'pg';
import { env } from '#lib/env.ts';
import { logger } from '#lib/logger.ts';
import { db, type Transaction } from './client.ts';

const channel = 'cluster_changed';

export interface ClusterChanged {
  clusterId: string;
  projectId: string;
}

/** Tells every portal replica that a cluster's rows have changed; inside a transaction it is sent at commit. */
export async function notifyClusterChanged(change: ClusterChanged, tx: Transaction = db()): Promise<void> {
  await tx.$executeRaw`select pg_notify(${channel}, ${JSON.stringify(change)})`;
}

/**
 * One connection that listens for changes and is made anew when it breaks. `onListening` is called each
 * time it has begun: what was written before that was not heard.
 * @returns a function that ends it
 */
export function listenClusterChanged(handlers: {
  onChange: (change: ClusterChanged) => void;
  onListening: () => void;
}): () => void {
  let ended = false;
  let client: pg.Client | undefined;

  const again = (error?: unknown) => {
    if (ended) return;
    if (error) logger.warn({ error }, 'listening connection lost');
    client?.removeAllListeners();
    client?.on('error', () => {});
    void client?.end().catch(() => {});
    client = undefined;
    setTimeout(connect, 1000);
  };

  const connect = () => {
    if (ended) return;
    const next = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    client = next;
    next.on('error', again);
    next.on('notification', (message) => {
      if (message.payload) handlers.onChange(JSON.parse(message.payload) as ClusterChanged);
    });
    next
      .connect()
      .then(() => next.query(`listen ${channel}`))
      .then(() => handlers.onListening())
      .catch(again);
  };

  connect();
  return () => {
    ended = true;
    void client?.end().catch(() => {});
  };
}
