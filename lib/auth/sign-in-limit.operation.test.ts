import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { clearFailures, releaseAttempt, reserveAttempt, signInWindowMs } from './sign-in-limit.ts';

useTestDatabase();

const attempt = (given: { userName?: string; address?: string } = {}) => ({
  userName: given.userName ?? `user-${randomUUID()}`,
  domainName: 'Default',
  address: given.address ?? randomUUID(),
});
const refused = expect.objectContaining({ code: 'RATE_LIMITED' });

describe('failed sign-ins', () => {
  it('are refused for a user after five, from whatever address, and the sentence says when to try again', async () => {
    const userName = `user-${randomUUID()}`;
    for (let count = 0; count < 5; count += 1) await reserveAttempt(attempt({ userName }));
    await expect(reserveAttempt(attempt({ userName }))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      userMessage: 'Too many failed sign-ins. Try again in 15 minutes.',
    });
    await expect(reserveAttempt(attempt({ userName: userName.toUpperCase() }))).rejects.toEqual(refused);
    await expect(reserveAttempt(attempt({ userName: userName.replace('e', '\u00e9') }))).rejects.toEqual(refused);
    await expect(reserveAttempt(attempt())).resolves.toBeDefined();
  });

  it('leave nothing behind once their window is over, not even of a name that is never tried again', async () => {
    const old = await reserveAttempt(attempt());
    await db().signInFailure.updateMany({ where: { id: { in: old.ids } }, data: { at: new Date(Date.now() - signInWindowMs - 1_000) } });
    await reserveAttempt(attempt());
    expect(await db().signInFailure.count({ where: { id: { in: old.ids } } })).toBe(0);
  });

  it('are refused for an address after thirty, whatever the user names', async () => {
    const address = randomUUID();
    for (let count = 0; count < 30; count += 1) await reserveAttempt(attempt({ address }));
    await expect(reserveAttempt(attempt({ address }))).rejects.toEqual(refused);
  });

  it('cannot slip past the limit by coming all at once', async () => {
    const userName = `user-${randomUUID()}`;
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => reserveAttempt(attempt({ userName }))));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5);
  });

  it('leave the window one by one', async () => {
    const userName = `user-${randomUUID()}`;
    const made = [];
    for (let count = 0; count < 5; count += 1) made.push(await reserveAttempt(attempt({ userName })));
    const oldest = made[0]?.ids ?? [];
    await db().signInFailure.updateMany({ where: { id: { in: oldest } }, data: { at: new Date(Date.now() - signInWindowMs + 90_000) } });
    await expect(reserveAttempt(attempt({ userName }))).rejects.toMatchObject({
      userMessage: 'Too many failed sign-ins. Try again in 2 minutes.',
    });
    await db().signInFailure.updateMany({ where: { id: { in: oldest } }, data: { at: new Date(Date.now() - signInWindowMs - 1_000) } });
    await expect(reserveAttempt(attempt({ userName }))).resolves.toBeDefined();
    await expect(reserveAttempt(attempt({ userName }))).rejects.toEqual(refused);
  });

  it('are forgotten for the user who then signs in, but not for the address', async () => {
    const userName = `user-${randomUUID()}`;
    const address = randomUUID();
    for (let count = 0; count < 4; count += 1) await reserveAttempt(attempt({ userName, address }));
    const reserved = await reserveAttempt(attempt({ userName, address }));
    await clearFailures(reserved);
    expect(await db().signInFailure.count({ where: { subject: reserved.userSubject } })).toBe(0);
    expect(await db().signInFailure.count({ where: { subject: `address:${address}` } })).toBe(4);
  });

  it('do not count when the cloud did not answer', async () => {
    const address = randomUUID();
    await releaseAttempt(await reserveAttempt(attempt({ address })));
    expect(await db().signInFailure.count({ where: { subject: `address:${address}` } })).toBe(0);
  });

  it('keep no user name: a password typed into the wrong field is not stored', async () => {
    const userName = `secret-${randomUUID()}`;
    await reserveAttempt(attempt({ userName }));
    expect(await db().signInFailure.count({ where: { subject: { contains: userName } } })).toBe(0);
  });
});
