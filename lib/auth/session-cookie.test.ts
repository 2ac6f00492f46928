import { describe, expect, it } from 'vitest';
import { openSession, sealSession, sessionCookieName, sessionCookieNames, sessionCookieOptions } from './session-cookie.ts';
import { hasEnded, type Session } from './session.ts';

const settings = { secret: 'a-secret-of-at-least-thirty-two-characters', secure: false };
const session: Session = {
  userName: 'alice',
  domainName: 'Default',
  unscopedToken: 'gAAAAABunscoped',
  project: { id: 'p1', name: 'demo', token: 'gAAAAABscoped' },
  expiresAt: Date.parse('2030-01-01T00:00:00Z'),
};

describe('the session cookie', () => {
  it('gives back what was sealed', async () => {
    const cookies = await sealSession(session, settings);
    expect(cookies).toHaveLength(1);
    expect(await openSession(cookies, settings)).toEqual(session);
  });

  it('shows neither names nor tokens to whoever reads it', async () => {
    const [cookie] = await sealSession(session, settings);
    const readable = (cookie?.value ?? '').split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1')).join();
    for (const word of ['alice', 'demo', 'gAAAAAB']) expect(readable).not.toContain(word);
  });

  it('is split when the cloud’s tokens are long, and joined again', async () => {
    const long = { ...session, unscopedToken: 'u'.repeat(5_000) };
    const cookies = await sealSession(long, settings);
    expect(cookies.length).toBeGreaterThan(1);
    for (const { value } of cookies) expect(value.length).toBeLessThan(4096);
    expect(await openSession([...cookies].reverse(), settings)).toEqual(long);
    expect(sessionCookieNames([...cookies, { name: 'theme', value: 'dark' }], false)).toEqual(cookies.map(({ name }) => name));
  });

  it.each([
    ['nothing', ''],
    ['words', 'not-a-token'],
    ['too much', 'x'.repeat(100_000)],
    ['broken escapes', '%E0%A4%A'],
    ['five empty parts', '....'],
  ])('counts as signed out when it holds %s', async (_, value) => {
    const name = sessionCookieName(false);
    expect(await openSession([{ name, value }], settings)).toBeNull();
    expect(await openSession([{ name: `${name}.0`, value }], settings)).toBeNull();
  });

  it('counts as signed out when it was changed or sealed with another secret', async () => {
    const [cookie] = await sealSession(session, settings);
    const value = cookie?.value ?? '';
    const changed = `${value.slice(0, -2)}${value.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(await openSession([{ name: sessionCookieName(false), value: changed }], settings)).toBeNull();
    expect(await openSession([{ name: sessionCookieName(false), value }], { ...settings, secret: 'another-secret-of-thirty-two-letters' })).toBeNull();
  });

  it('is closed to scripts and other sites, and Secure with its own name behind TLS', () => {
    expect(sessionCookieOptions(true)).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
    expect(sessionCookieName(true)).toBe('__Secure-next-auth.session-token');
    expect(sessionCookieOptions(false).secure).toBe(false);
  });

  it('still tells who was here after the tokens have ended', async () => {
    const ended = { ...session, expiresAt: 1 };
    expect(await openSession(await sealSession(ended, settings), settings)).toEqual(ended);
    expect(hasEnded(ended, new Date())).toBe(true);
    expect(hasEnded(session, new Date(session.expiresAt - 1))).toBe(false);
  });
});
