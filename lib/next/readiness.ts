import 'server-only';
import { listPendingMigrations } from '#lib/db/read-migration-state.ts';
import { isKeystoneReachable } from '#lib/openstack/keystone/is-keystone-reachable.ts';
import { logger } from '#lib/logger.ts';

export interface Readiness {
  ready: boolean;
  database: 'ok' | 'migrations pending' | 'unreachable';
  /** Told, not judged: a cloud that is down must not take the portal's pages out of service. */
  cloud: 'ok' | 'unreachable';
}

const databaseTimeoutMs = 3_000;
const cloudKeptMs = 10_000;
let cloud: { at: number; state: Promise<Readiness['cloud']> } | undefined;

export async function readReadiness(): Promise<Readiness> {
  const [database, cloudState] = await Promise.all([readDatabase(), readCloud()]);
  return { ready: database === 'ok', database, cloud: cloudState };
}

async function readDatabase(): Promise<Readiness['database']> {
  try {
    const pending = await Promise.race([listPendingMigrations(), after(databaseTimeoutMs)]);
    return pending.length === 0 ? 'ok' : 'migrations pending';
  } catch (error) {
    logger.warn({ why: String(error) }, 'database not ready');
    return 'unreachable';
  }
}

function readCloud(): Promise<Readiness['cloud']> {
  const now = Date.now();
  if (!cloud || now - cloud.at > cloudKeptMs) {
    cloud = { at: now, state: isKeystoneReachable().then((reachable) => (reachable ? 'ok' : 'unreachable')) };
  }
  return cloud.state;
}

function after(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref();
  });
}
