import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** Prisma's own advisory lock, so that `prisma migrate deploy` and this runner exclude each other. */
const migrationLockId = 72707369;

/**
 * Applies prisma/migrations in order, once, however many processes start together, and records them
 * exactly as `prisma migrate deploy` does, so that Prisma's own tools accept the database.
 * @returns the names of the migrations applied by this call
 * @throws Error when the database cannot be reached, or an earlier migration has failed or was edited since
 */
export async function applyMigrations(databaseUrl: string, root: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect().catch((cause: Error) => {
    throw new Error(`The database of DATABASE_URL cannot be reached: ${cause.message}.`, { cause });
  });
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLockId]);
    return await applyPending(client, path.join(root, 'prisma', 'migrations'));
  } finally {
    await client.end();
  }
}

async function applyPending(client: pg.Client, folder: string): Promise<string[]> {
  await client.query(`create table if not exists "_prisma_migrations" (
    "id" varchar(36) primary key not null, "checksum" varchar(64) not null, "finished_at" timestamptz,
    "migration_name" varchar(255) not null, "logs" text, "rolled_back_at" timestamptz,
    "started_at" timestamptz not null default now(), "applied_steps_count" integer not null default 0)`);
  const recorded = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from "_prisma_migrations" where rolled_back_at is null',
  );
  const known = new Map(recorded.rows.map((row) => [row.migration_name, row]));
  const applied: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const file = path.join(folder, name, 'migration.sql');
    if (!existsSync(file)) continue;
    const sql = await readFile(file);
    const checksum = createHash('sha256').update(sql).digest('hex');
    const earlier = known.get(name);
    if (earlier) {
      if (!earlier.finished_at) throw new Error(`Migration ${name} failed earlier: see the table _prisma_migrations.`);
      if (earlier.checksum !== checksum) throw new Error(`Migration ${name} was edited after it was applied.`);
      continue;
    }
    await applyOne(client, { name, checksum, sql: sql.toString('utf8') });
    applied.push(name);
  }
  return applied;
}

async function applyOne(client: pg.Client, migration: { name: string; checksum: string; sql: string }): Promise<void> {
  const id = randomUUID();
  await client.query('insert into "_prisma_migrations" (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    await client.query(`begin;\n${migration.sql}\ncommit;`);
  } catch (cause) {
    await client.query('rollback');
    await client.query('delete from "_prisma_migrations" where id = $1', [id]);
    throw new Error(`Migration ${migration.name} could not be applied.`, { cause });
  }
  await client.query('update "_prisma_migrations" set finished_at = now(), applied_steps_count = 1 where id = $1', [id]);
}
