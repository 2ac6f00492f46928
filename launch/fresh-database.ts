import pg from 'pg';
import { applyMigrations } from './apply-migrations.ts';

/** Drops and makes a database of this name on the server of `url`, migrated. @returns its url */
export async function freshDatabase(url: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`drop database if exists "${name}" with (force)`);
    await admin.query(`create database "${name}"`);
  } finally {
    await admin.end();
  }
  const own = new URL(url);
  own.pathname = `/${name}`;
  await applyMigrations(own.href, '.');
  return own.href;
}
