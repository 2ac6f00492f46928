import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { applyMigrations } from './apply-migrations.ts';
import { buildPortal } from './build-portal.ts';
import { run } from './child-process.ts';
import { preparePortalEnvironment } from './portal-environment.ts';
import { startTimeOf } from './process-identity.ts';
import { phase, sayDetail } from './progress.ts';
import { runPortal, waitUntilReady } from './run-portal.ts';
import { stopSignal } from './stop-signal.ts';
import { testCloudDown, testCloudEnvironment, testCloudPrepare, testCloudRuns, testCloudUp } from './test-cloud.ts';

const lockFile = '.data/demo.json';
const address = 'http://127.0.0.1:3000';
const stopped = stopSignal();

if (await alreadyRuns()) {
  process.stdout.write(`The demo runs already: ${address} (sign in as alice, password secret).\n`);
  process.exit(0);
}
await refuseTakenPort();
await mkdir('.data/log', { recursive: true });
await writeFile(lockFile, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }));

const halt = new AbortController();
const undo: (() => Promise<unknown>)[] = [() => rm(lockFile, { force: true })];
let exitCode = 0;
try {
  const outcome = await Promise.race([bringUp(), stopped]);
  if (!outcome.startsWith('SIG')) throw new Error(outcome);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  exitCode = 1;
}
process.stdout.write('\nStopping …\n');
halt.abort();
for (const step of undo.reverse()) await step().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
process.exit(exitCode);

async function bringUp(): Promise<string> {
  const cloud = phase('Test cloud up', async () => {
    // One that ran before this command is left running after it.
    if (!(await testCloudRuns())) undo.push(testCloudDown);
    await testCloudUp({ logFile: '.data/log/testcloud.log', signal: halt.signal, onLine: sayDetail });
  });
  const prepared = (async () => {
    const environment = await phase('Database started', () =>
      preparePortalEnvironment({ ...process.env, ...testCloudEnvironment, PUBLIC_URL: address, DATABASE_URL: undefined }, '.data'),
    );
    undo.push(() => environment.database.stop());
    await phase('Migrations applied', () => applyMigrations(environment.variables.DATABASE_URL ?? '', '.'));
    await phase('Portal built', () => buildPortal());
    return environment;
  })();
  const [, { variables }] = await Promise.all([cloud, prepared]);
  const seeded = await phase('Cluster templates ready', () => seedTemplates(variables));
  const portal = runPortal({ variables, host: '127.0.0.1', port: 3000, logDir: '.data/log', run: 'both' });
  undo.push(() => portal.stop());
  await Promise.race([phase('Portal ready', () => waitUntilReady(`${address}/readyz`)), portal.ended.then((why) => Promise.reject(new Error(`${why} See .data/log/portal.log.`)))]);
  process.stdout.write(
    [
      '',
      `Jeroboam: ${address}`,
      'Sign in (domain Default, password secret):',
      '  alice     member of project demo',
      '  bob       member of project demo2, with a small quota',
      '  carol     member of both',
      '  rita      reader of demo',
      '  operator  administrator of the cloud',
      seeded,
      'Logs: .data/log. Ctrl-C stops everything that this command started.',
      '',
    ].join('\n'),
  );
  if (seeded.includes('still being prepared')) void tellOfNodeImage();
  return portal.ended;
}

async function tellOfNodeImage(): Promise<void> {
  await phase('Node image prepared: clusters can be made', () => testCloudPrepare({ logFile: '.data/log/testcloud.log', signal: halt.signal })).catch((error: unknown) => {
    if (!halt.signal.aborted) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  });
}

/** @returns what the templates of the demo are, or that their node image is not there yet */
async function seedTemplates(variables: Readonly<Record<string, string>>): Promise<string> {
  const said = await run({
    command: process.execPath,
    args: ['--conditions=react-server', '--import', 'tsx', 'launch/seed-demo.ts'],
    env: { ...variables, LOG_LEVEL: 'silent' },
    signal: halt.signal,
  });
  return said.trim();
}

async function alreadyRuns(): Promise<boolean> {
  if (!existsSync(lockFile)) return false;
  const { pid, startTime } = JSON.parse(await readFile(lockFile, 'utf8')) as { pid: number; startTime: string };
  return startTimeOf(pid) === startTime;
}

async function refuseTakenPort(): Promise<void> {
  const taken = await fetch(`${address}/healthz`).then(
    () => true,
    () => false,
  );
  if (!taken) return;
  process.stderr.write('Port 3000 of this machine is taken by another program. Stop it and run this again.\n');
  process.exit(1);
}
