import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '#lib/env.ts';
import { PrismaClient } from './generated/client.ts';

export { Prisma } from './generated/client.ts';
/** A client inside `db().$transaction(async (tx) => …)`. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

// One pool per process, also when the development server loads this module anew.
const holder = globalThis as { jeroboamDatabase?: PrismaClient };

export function db(): PrismaClient {
  holder.jeroboamDatabase ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 20 }),
  });
  return holder.jeroboamDatabase;
}
