import { describe, expect, it } from 'vitest';
import { isForeignRequest } from './is-foreign-request.ts';

const publicUrl = 'https://clusters.example';
const ask = (method: string, headers: Record<string, string>) =>
  isForeignRequest(new Request(`${publicUrl}/api/x`, { method, headers: { host: 'clusters.example', ...headers } }), publicUrl);

describe('a changing request of another site', () => {
  it.each([
    ['its origin is another host', { origin: 'https://evil.example' }],
    ['its origin is hidden', { origin: 'null' }],
    ['the browser calls it cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['the browser calls it same-site only', { 'sec-fetch-site': 'same-site', origin: 'https://clusters.example' }],
  ])('is known when %s', (_, headers) => {
    expect(ask('POST', headers)).toBe(true);
    expect(ask('DELETE', headers)).toBe(true);
  });

  it('is not mistaken for the portal’s own page, nor for a client that is no browser', () => {
    expect(ask('POST', { origin: publicUrl, 'sec-fetch-site': 'same-origin' })).toBe(false);
    expect(ask('POST', {})).toBe(false);
  });

  it('may read nothing, so reading is not refused', () => {
    expect(ask('GET', { 'sec-fetch-site': 'cross-site' })).toBe(false);
  });
});
