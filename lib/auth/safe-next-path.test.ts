import { describe, expect, it } from 'vitest';
import { safeNextPath } from './safe-next-path.ts';

describe('the way back after signing in', () => {
  it.each(['/clusters', '/clusters/new?template=a&x=%20y', '/cluster-templates?state=ready#top', '/clusters/ä'])(
    'keeps the page %s',
    (path) => {
      expect(decodeURI(safeNextPath(path) ?? '')).toBe(decodeURI(path));
    },
  );

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '///evil.example',
    '/\\evil.example',
    '/\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'clusters',
    '',
    ' /clusters',
    `/${'a'.repeat(3000)}`,
  ])('never leads to another site: %j', (path) => {
    expect(safeNextPath(path)).toBeNull();
  });

  it.each(['/login', '/login?next=/login', '/login/project', '/api/auth/signout', '/api/clusters/x/kubeconfig', '/_next/x'])(
    'never leads to %s',
    (path) => {
      expect(safeNextPath(path)).toBeNull();
    },
  );

  it('does not mistake a page whose name begins alike for the sign-in page', () => {
    expect(safeNextPath('/login-history')).toBe('/login-history');
  });
});
