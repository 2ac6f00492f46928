import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from '#lib/env.ts';
import { startEmbeddedDatabase, type RunningDatabase } from './embedded-database.ts';

export interface PortalEnvironment {
  /** Complete and checked: what the portal and the reconciler are started with. */
  variables: Record<string, string>;
  database: RunningDatabase;
}

/**
 * Fills what may be left out: an embedded PostgreSQL without DATABASE_URL, and with it secrets that are
 * made once and kept beside the data. Replicas that share a DATABASE_URL must share their secrets, so
 * there they have to be given.
 * @throws Error with one sentence that names the first bad or missing variable
 */
export async function preparePortalEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<PortalEnvironment> {
  const publicUrl = given.PUBLIC_URL ?? `http://127.0.0.1:${given.PORT ?? '3000'}`;
  const base: Record<string, string | undefined> = {
    ...given,
    NODE_ENV: 'production',
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: publicUrl,
    ...(given.OS_CACERT ? { NODE_EXTRA_CA_CERTS: given.OS_CACERT } : {}),
  };
  if (given.OS_CACERT && !existsSync(given.OS_CACERT)) throw new Error(`OS_CACERT names a file that is not there: ${given.OS_CACERT}. See .env.example.`);
  if (!base.DATABASE_URL) Object.assign(base, await localSecrets(dataDir, base));
  // Everything but the database can be judged before anything is started.
  parseEnv({ ...base, DATABASE_URL: base.DATABASE_URL ?? 'postgresql://localhost/not-started-yet' });
  const database = base.DATABASE_URL
    ? { url: base.DATABASE_URL, stop: async () => {} }
    : await startEmbeddedDatabase(dataDir);
  const variables = Object.fromEntries(
    Object.entries({ ...base, DATABASE_URL: database.url }).filter((pair): pair is [string, string] => Boolean(pair[1])),
  );
  return { variables, database };
}

async function localSecrets(
  dataDir: string,
  given: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const file = path.join(dataDir, 'secrets.json');
  await mkdir(dataDir, { recursive: true });
  if (!existsSync(file)) {
    const made = {
      NEXTAUTH_SECRET: randomBytes(36).toString('base64url'),
      JEROBOAM_SEALING_KEYS: `local-1:${randomBytes(32).toString('base64')}`,
    };
    await writeFile(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  }
  const kept = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, given[name] ?? value]));
}
