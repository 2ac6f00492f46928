import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './security-headers.ts';

const rules = (development: boolean) =>
  new Map(contentSecurityPolicy('n0nce', development).split('; ').map((rule) => [rule.split(' ')[0] ?? '', rule.split(' ').slice(1)]));

describe('the content security policy', () => {
  it('runs no script but this request’s own, and evaluates none', () => {
    expect(rules(false).get('script-src')).toEqual([`'self'`, `'nonce-n0nce'`, `'strict-dynamic'`]);
    expect(rules(false).get('style-src')).toEqual([`'self'`, `'nonce-n0nce'`]);
  });

  it('lets nothing leave for another host, be framed, or change its base', () => {
    for (const name of ['default-src', 'connect-src', 'font-src', 'form-action', 'base-uri']) {
      expect(rules(false).get(name)).toEqual([`'self'`]);
    }
    for (const name of ['frame-ancestors', 'object-src']) expect(rules(false).get(name)).toEqual([`'none'`]);
  });

  it('is looser for the development server alone', () => {
    expect(rules(true).get('script-src')).toContain(`'unsafe-eval'`);
    expect(rules(true).get('connect-src')).toContain('ws:');
  });
});
