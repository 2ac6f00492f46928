import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { buildPortal } from './build-portal.ts';
import { run } from './child-process.ts';
import { freePort } from './free-port.ts';
import { freshDatabase } from './fresh-database.ts';
import { lintChecks } from './lint.ts';
import { preparePortalEnvironment } from './portal-environment.ts';
import { phase, sayDetail } from './progress.ts';
import { runPortal, waitUntilReady } from './run-portal.ts';
import { testCloudDown, testCloudEnvironment, testCloudPrepare, testCloudRuns, testCloudUp } from './test-cloud.ts';

/**
 * `npm test`: everything. `npm test -- quick`: what needs neither cloud nor browser. `npm test -- browser WORD …`:
 * the browser tests alone, of files whose names hold a word; `npm test -- files WORD …`: the same of all others.
 */
const [part = 'everything', ...words] = process.argv.slice(2);
const quick = part === 'quick';
const browser = !quick && part !== 'files';
const files = part !== 'browser';
// Two checkouts may be tested at the same time.
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const results = '.data/test';
const mostTroubles = 40;
const counts = { passed: 0, failed: 0, skipped: 0 };
const undo: (() => Promise<unknown>)[] = [];
const shown = new Set<ChildProcess>();

process.on('SIGTERM', () => void finish(1));
process.on('SIGINT', () => void finish(1));

try {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  await everything();
} catch (error) {
  counts.failed += 1;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
await finish(counts.failed > 0 || counts.passed === 0 ? 1 : 0);

async function everything(): Promise<void> {
  const cloud = quick ? Promise.resolve() : prepareMachine();
  cloud.catch(() => {});
  if (part !== 'browser' && part !== 'files') for (const check of lintChecks) await counted(check.title, check.work);
  const environment = await phase('Database started', () =>
    preparePortalEnvironment({ ...process.env, ...testCloudEnvironment, PUBLIC_URL: address, DATABASE_URL: undefined }, '.data'),
  );
  undo.push(() => environment.database.stop());
  const template = await freshDatabase(environment.database.url, 'jeroboam_test_template');
  const variables = { ...environment.variables, TEST_DATABASE_URL: template };
  if (browser) await counted('Build', () => buildPortal());
  await cloud;
  const browserTests = browser && (await startPortal({ ...variables, DATABASE_URL: await freshDatabase(environment.database.url, 'jeroboam_browser') }));
  // Much of both is waiting for the cloud.
  await together(files ? vitest(variables) : null, browserTests ? playwright('portal', browserTests) : null);
  // These boot nodes, which takes the whole machine: with files beside them a server waits for minutes.
  if (browserTests) await playwright('real', browserTests);
}

/** Packages that only tests need, then the cloud: both use apt, so one after the other. */
async function prepareMachine(): Promise<void> {
  const missing = [
    ['/usr/bin/chromium-headless-shell', 'chromium-headless-shell'],
    ['/usr/bin/shellcheck', 'shellcheck'],
    ['/usr/bin/openssl', 'openssl'],
    ['/usr/bin/ignition-validate', 'ignition'],
    ['/usr/bin/systemd-analyze', 'systemd'],
  ].flatMap(([file = '', name = '']) => (existsSync(file) ? [] : [name]));
  if (missing.length > 0) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
    const apt = (...args: string[]) => {
      const [command = 'apt-get', ...rest] = [...sudo, 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300', ...args];
      return run({ command, args: rest, env: { DEBIAN_FRONTEND: 'noninteractive' } });
    };
    await phase(`Installed ${missing.join(', ')}`, async () => {
      await apt('update');
      await apt('install', '-y', '--no-install-recommends', ...missing);
    });
  }
  if (!(await testCloudRuns())) undo.push(testCloudDown);
  const progress = { logFile: `${results}/testcloud.log`, onLine: sayDetail };
  await phase('Test cloud up', () => testCloudUp(progress));
  // Tests of real clusters need it, those of drivers its cloud-init; building it takes both cores from all others.
  await phase('Node image prepared', () => testCloudPrepare(progress));
}

async function counted(title: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await phase(title, work);
    counts.passed += 1;
  } catch (error) {
    counts.failed += 1;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
}

async function vitest(variables: Record<string, string>): Promise<void> {
  const report = `${results}/vitest.json`;
  const only = quick ? ['--exclude', '**/*.{contract,cloud,operation}.test.ts'] : words;
  const code = await show(
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only],
    { ...variables, NODE_ENV: 'test' },
    browser ? 'at its end' : 'at once',
  );
  const found = JSON.parse(await readFile(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numFailedTestSuites: number;
  };
  // A file that does not load holds no test that could fail: count the file.
  const broken = found.numFailedTests === 0 && code !== 0 ? Math.max(1, found.numFailedTestSuites) : 0;
  counts.passed += found.numPassedTests;
  counts.failed += found.numFailedTests + broken;
  counts.skipped += found.numPendingTests;
}

/** @returns what the browser tests are started with */
async function startPortal(variables: Record<string, string>): Promise<Record<string, string>> {
  const portal = runPortal({ variables, host: '127.0.0.1', port, logDir: results, run: 'both' });
  undo.push(() => portal.stop());
  await phase('Portal ready', () => waitUntilReady(`${address}/readyz`));
  return variables;
}

/** To the end of all, also where one fails. */
async function together(...works: (Promise<void> | null)[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** @param project of e2e/playwright.config.ts */
async function playwright(project: string, variables: Record<string, string>): Promise<void> {
  const report = path.resolve(results, `playwright-${project}.json`);
  const options = ['-c', 'e2e/playwright.config.ts', `--project=${project}`, `--output=${results}/browser-${project}`, '--pass-with-no-tests'];
  const code = await show(['node_modules/@playwright/test/cli.js', 'test', ...options, ...words], {
    ...variables,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    BASE_URL: address,
  });
  const { stats } = JSON.parse(await readFile(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  // One that passed only at its second try has failed once: it counts as a failure.
  const failed = stats.unexpected + stats.flaky;
  counts.passed += stats.expected;
  counts.failed += failed === 0 && code !== 0 ? 1 : failed;
  counts.skipped += stats.skipped;
}

/** Runs with its output on the terminal, at once or, where another has that, at its end. @returns the exit code */
async function show(args: readonly string[], env: Record<string, string>, when: 'at once' | 'at its end' = 'at once'): Promise<number> {
  const output = when === 'at once' ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, args, { stdio: ['ignore', output, output], env: { ...process.env, ...env } as NodeJS.ProcessEnv });
  shown.add(child);
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => parts.push(part));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
  shown.delete(child);
  for (const part of parts) process.stdout.write(part);
  return code;
}

/** Of a run whose machine is gone when its output is read, what the portal and the reconciler complained of belongs into that output. */
async function sayTroubles(): Promise<void> {
  for (const name of ['portal', 'reconciler']) {
    const lines = (await readFile(`${results}/${name}.log`, 'utf8').catch(() => '')).split('\n');
    const troubles = lines.filter((line) => !/^\{"level":(?:10|20|30),/.test(line) && line !== '');
    if (troubles.length > 0) process.stdout.write(`\nFrom the log of the ${name}, ${troubles.length} lines that are more than information, the last ${mostTroubles} of them:\n${troubles.slice(-mostTroubles).map((line) => line.slice(0, 600)).join('\n')}\n`);
  }
}

async function finish(code: number): Promise<never> {
  // Playwright closes its browsers at this signal and at no other.
  for (const child of shown) child.kill('SIGINT');
  if (counts.failed > 0) await sayTroubles();
  for (const step of undo.reverse()) await step().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  process.exit(code);
}
