import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedDatabase } from './embedded-database.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jeroboam-database-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('starts, serves a second caller of the same folder, and stops', async () => {
    const first = await startEmbeddedDatabase(folder);
    const second = await startEmbeddedDatabase(folder);
    expect(second.url).toBe(first.url);
    await second.stop();
    expect(await select(first.url)).toBe(1);
    await first.stop();
    await expect(select(first.url)).rejects.toThrow();
  });

  it('is taken over, and stopped, by the next launcher when its first one was killed', async () => {
    const killed = launcher();
    await new Promise<void>((resolve) => killed.stdout?.once('data', () => resolve()));
    killed.kill('SIGKILL');
    await new Promise((resolve) => killed.once('exit', resolve));

    const heir = await startEmbeddedDatabase(folder);
    expect(await select(heir.url)).toBe(1);
    await heir.stop();
    await expect(select(heir.url)).rejects.toThrow();
  });
});

function launcher(): ChildProcess {
  const program = `import('./launch/embedded-database.ts').then((m) => m.startEmbeddedDatabase(${JSON.stringify(folder)})).then(() => { console.log('up'); setInterval(() => {}, 1000); })`;
  return spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function select(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  const { rows } = await client.query<{ one: number }>('select 1 as one');
  await client.end();
  return rows[0]?.one ?? 0;
}
