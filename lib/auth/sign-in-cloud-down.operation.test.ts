import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { signIn } from './sign-in.ts';

useTestDatabase();

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('signing in while Keystone is down', () => {
  beforeAll(async () => {
    process.env.OS_AUTH_URL = `http://127.0.0.1:${await closedPort()}/v3`;
  });

  it('says that the cloud does not answer, and does not count against the user', async () => {
    const attempt = signIn({ userName: 'alice', password: 'secret', domainName: 'Default' }, randomUUID());
    await expect(attempt).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await attempt.catch((error: { userMessage: string }) => expect(error.userMessage).not.toMatch(/password|wrong/i));
    expect(await db().signInFailure.count()).toBe(0);
  });
});
