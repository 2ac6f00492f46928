import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { db } from './client.ts';

/**
 * Gives a test file a database of its own, cloned from the migrated template that the test launcher
 * made (TEST_DATABASE_URL), and drops it afterwards. Call it once at the top of the file.
 */
export function useTestDatabase(): void {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = new URL(requireUrl());
  const admin = new URL(template);
  admin.pathname = '/postgres';

  beforeAll(async () => {
    await run(admin.href, `create database "${name}" template "${template.pathname.slice(1)}"`);
    const own = new URL(template);
    own.pathname = `/${name}`;
    process.env.DATABASE_URL = own.href;
  });

  afterAll(async () => {
    await db().$disconnect();
    await run(admin.href, `drop database "${name}" with (force)`);
  });
}

function requireUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests through `npm test`.');
  return url;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
