import { existsSync } from 'node:fs';
import { applyMigrations } from './apply-migrations.ts';
import { buildPortal } from './build-portal.ts';
import { preparePortalEnvironment } from './portal-environment.ts';
import { phase } from './progress.ts';
import { runPortal, waitUntilReady } from './run-portal.ts';
import { stopSignal } from './stop-signal.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const stopped = stopSignal();

try {
  const role = parseRole(process.env.JEROBOAM_RUN);
  const host = process.env.HOST ?? '127.0.0.1';
  const port = Number(process.env.PORT ?? 3000);
  const { variables, database } = await preparePortalEnvironment(process.env, '.data');
  try {
    if (role !== 'reconciler') await phase('Portal built', () => buildPortal());
    await phase('Database ready', () => applyMigrations(variables.DATABASE_URL ?? '', '.'));
    const portal = runPortal({ variables, host, port, run: role });
    const outcome = await Promise.race([
      stopped,
      portal.ended,
      (async () => {
        if (role === 'reconciler') return new Promise<never>(() => {});
        await phase('Portal ready', () => waitUntilReady(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/readyz`));
        process.stdout.write(`\nJeroboam: ${variables.PUBLIC_URL}\n`);
        return new Promise<never>(() => {});
      })(),
    ]);
    await portal.stop();
    if (outcome.startsWith('The portal')) throw new Error(outcome);
  } finally {
    await database.stop();
  }
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

function parseRole(value: string | undefined): 'both' | 'portal' | 'reconciler' {
  if (value === undefined || value === '' || value === 'both') return 'both';
  if (value === 'portal' || value === 'reconciler') return value;
  throw new Error('JEROBOAM_RUN must be both, portal or reconciler. See .env.example.');
}
