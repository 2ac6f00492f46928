import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { db } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { logger } from '#lib/logger.ts';
import { runReconciler } from './run-reconciler.ts';

/**
 * The reconciler's process: `node --conditions=react-server --import tsx lib/reconciler/main.ts`. Any number
 * may run. SIGTERM and SIGINT end it after the looks under way.
 */
const concurrency = 16;

async function main(): Promise<void> {
  env();
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
  const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  logger.info({ owner }, 'reconciler started');
  await runReconciler({ owner, concurrency, signal: ending.signal });
  await db().$disconnect();
  logger.info({ owner }, 'reconciler ended');
}

main().catch((error: unknown) => {
  // A missing variable is the operator's to mend: its one sentence and no stack.
  process.stderr.write(`reconciler: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
