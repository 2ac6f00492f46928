import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, Figure } from '../bench/figure.ts';
import { buildPortal } from './build-portal.ts';
import { freshDatabase } from './fresh-database.ts';
import { preparePortalEnvironment } from './portal-environment.ts';
import { phase } from './progress.ts';
import { runPortal, waitUntilReady } from './run-portal.ts';
import { testCloudDown, testCloudEnvironment, testCloudRuns, testCloudUp } from './test-cloud.ts';

/** `npm run bench`: all of bench/*.bench.ts; `npm run bench -- lists`: those whose name holds the word. */
const wanted = process.argv.slice(2);
const port = 3918;
const undo: (() => Promise<unknown>)[] = [];
const figures: (Figure & { bench: string })[] = [];

try {
  await mkdir('.data/bench', { recursive: true });
  if (!(await testCloudRuns())) undo.push(testCloudDown);
  await phase('Test cloud up', () => testCloudUp());
  await phase('Portal built', () => buildPortal());
  const { variables: base, database } = await preparePortalEnvironment(
    { ...process.env, ...testCloudEnvironment, PUBLIC_URL: `http://127.0.0.1:${port}`, DATABASE_URL: undefined, LOG_LEVEL: 'warn' },
    '.data',
  );
  undo.push(() => database.stop());

  const files = (await readdir('bench')).filter((file) => file.endsWith('.bench.ts') && wanted.every((word) => file.includes(word)));
  for (const file of files.sort()) {
    const databaseUrl = await freshDatabase(database.url, 'jeroboam_bench');
    const variables = { ...base, DATABASE_URL: databaseUrl };
    const portal = runPortal({ variables, host: '127.0.0.1', port, logDir: '.data/bench', run: 'both' });
    undo.push(() => portal.stop());
    await waitUntilReady(`http://127.0.0.1:${port}/readyz`);
    Object.assign(process.env, variables);
    const { default: bench } = (await import(pathToFileURL(path.resolve('bench', file)).href)) as { default: Bench };
    await phase(bench.title, async () => {
      const found = await bench.measure({ databaseUrl, portalUrl: `http://127.0.0.1:${port}`, portalPid: portal.pid(), variables });
      figures.push(...found.map((figure) => ({ bench: bench.title, ...figure })));
    }).catch((error: unknown) => {
      // The others are still worth their figures.
      process.exitCode = 1;
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    });
    await portal.stop();
  }
  const table = report();
  process.stdout.write(`\n${table}\n`);
  if (wanted.length === 0) await writeFile('bench/results.md', table);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  for (const step of undo.reverse()) await step().catch(() => {});
  process.exit();
}

function report(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const rows = figures.map(({ bench, name, value, unit, atMost, method }) => {
    const bound = atMost === null ? '' : `≤ ${atMost} ${unit}`;
    const verdict = atMost === null ? '' : value <= atMost ? 'holds' : '**misses**';
    return `| ${bench} | ${name} | ${value.toFixed(value < 10 ? 2 : 0)} ${unit} | ${bound} | ${verdict} | ${method} |`;
  });
  return [
    '# Figures',
    '',
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}. Made by \`npm run bench\`; the portal, its reconciler, PostgreSQL, the test cloud and the browser share the machine.`,
    '',
    '| bench | figure | measured | bound | | method |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
