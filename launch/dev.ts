import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { applyMigrations } from './apply-migrations.ts';
import { preparePortalEnvironment } from './portal-environment.ts';
import { phase } from './progress.ts';
import { startService, stopService } from './child-process.ts';
import { stopSignal } from './stop-signal.ts';
import { testCloudEnvironment } from './test-cloud.ts';

// Against the test cloud unless OS_AUTH_URL names another: start that one first (npm run testcloud -- up).
if (existsSync('.env')) process.loadEnvFile('.env');
const stopped = stopSignal();
const port = process.env.PORT ?? '3000';
try {
  const { variables, database } = await preparePortalEnvironment(
    { ...(process.env.OS_AUTH_URL ? {} : testCloudEnvironment), ...process.env, PORT: port },
    '.data',
  );
  await phase('Database ready', () => applyMigrations(variables.DATABASE_URL ?? '', '.'));
  const reconciler = startService({
    command: process.execPath,
    args: ['--conditions=react-server', '--watch', '--import', 'tsx', 'lib/reconciler/main.ts'],
    env: { ...variables, JEROBOAM_PROCESS: 'reconciler' },
  });
  const next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'dev', '-H', '127.0.0.1', '-p', port], {
    stdio: 'inherit',
    env: { ...process.env, ...variables, NODE_ENV: 'development' } as NodeJS.ProcessEnv,
  });
  await Promise.race([stopped, new Promise((resolve) => next.once('exit', resolve))]);
  await Promise.all([stopService(next), stopService(reconciler)]);
  await database.stop();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
