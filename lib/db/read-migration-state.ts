import 'server-only';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { db } from './client.ts';

/**
 * The migrations of this checkout that the database has not finished.
 * @throws whatever the driver throws when the database does not answer
 */
export async function listPendingMigrations(root: string = process.cwd()): Promise<string[]> {
  const folders = await readdir(path.join(root, 'prisma', 'migrations'), { withFileTypes: true });
  const rows = await db().$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const finished = new Set(rows.map((row) => row.name));
  return folders.filter((entry) => entry.isDirectory() && !finished.has(entry.name)).map((entry) => entry.name);
}
