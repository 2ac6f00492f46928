#!/usr/bin/env node
// The one file that runs before anything is installed: plain JavaScript, Node's own modules only.
// node launch/bootstrap.mjs ENTRY [arguments]: installs what package-lock.json names where it is
// not there yet, makes the Prisma client, then hands over to launch/ENTRY.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
process.chdir(root);
const [entry, ...rest] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Jeroboam needs Node 20.19 or newer; this is ${process.versions.node}.`);
if (!entry || !existsSync(path.join('launch', `${entry}.ts`))) fail(`There is no launch/${entry}.ts.`);

const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  CHECKPOINT_DISABLE: '1',
  // Prisma's own engine is a download; this runs the WebAssembly build that npm carries.
  PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'prisma', 'schema-engine.mjs'),
};

once('node_modules/.jeroboam-lock', ['package-lock.json'], 'node_modules/next/package.json', 'Installing packages', () =>
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
);
once('lib/db/generated/.jeroboam-schema', ['prisma/schema.prisma', 'package-lock.json'], 'lib/db/generated/client.ts', 'Making the database client', () =>
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate']),
);

const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', `launch/${entry}.ts`, ...rest], {
  stdio: 'inherit',
  env: environment,
});
// A terminal sends Ctrl-C to both; a supervisor only to this process. The child decides when all is stopped.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

/** Runs `work` unless the stamp says that it was done for these very inputs. */
function once(stamp, inputs, witness, title, work) {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(readFileSync(input));
  const digest = hash.digest('hex');
  if (existsSync(witness) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const started = Date.now();
  process.stdout.write(`${title} …\n`);
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  process.stdout.write(`${title}: ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function run(command, args) {
  const done = spawnSync(command, args, { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  fail(`${command} ${args.join(' ')} failed.`);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
