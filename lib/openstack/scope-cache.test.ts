import { expect, it } from 'vitest';
import type { IssuedToken } from './keystone/types.ts';
import { TokenCache } from './scope-cache.ts';
import { renewalTime } from './service-scope.ts';

const minute = 60_000;

function makeCache(maxEntries = 10) {
  let now = Date.parse('2026-01-01T00:00:00Z');
  let asked = 0;
  const cache = new TokenCache({ freshUntil: renewalTime, maxEntries, clock: { now: () => new Date(now) } });
  const ask = async (): Promise<IssuedToken> => {
    asked += 1;
    return { token: `t${asked}`, expiresAt: new Date(now + 60 * minute), userId: 'u', userName: 'n', project: null, roles: [], catalog: [] };
  };
  return { cache, ask, asked: () => asked, pass: (ms: number) => (now += ms) };
}

it('asks once however many callers come together', async () => {
  const { cache, ask, asked } = makeCache();
  const tokens = await Promise.all([cache.get('a', ask), cache.get('a', ask), cache.get('a', ask)]);
  expect(tokens.map((one) => one.token)).toEqual(['t1', 't1', 't1']);
  expect(asked()).toBe(1);
});

it('renews a token five minutes before its end, and a short-lived one at half its life', async () => {
  const { cache, ask, pass } = makeCache();
  await cache.get('a', ask);
  pass(54 * minute);
  expect((await cache.get('a', ask)).token).toBe('t1');
  pass(2 * minute);
  expect((await cache.get('a', ask)).token).toBe('t2');
  const short = { expiresAt: new Date(6 * minute) } as IssuedToken;
  expect(renewalTime(short, 0)).toBe(3 * minute);
});

it('keeps no failure, and nothing that was dropped', async () => {
  const { cache, ask } = makeCache();
  await expect(cache.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect((await cache.get('a', ask)).token).toBe('t1');
  cache.drop('a');
  expect((await cache.get('a', ask)).token).toBe('t2');
});

it('does not grow beyond its size', async () => {
  const { cache, ask, asked } = makeCache(2);
  for (const key of ['a', 'b', 'c']) await cache.get(key, ask);
  await cache.get('c', ask);
  expect(asked()).toBe(3);
  await cache.get('a', ask);
  expect(asked()).toBe(4);
});
