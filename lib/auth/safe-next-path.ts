const base = 'http://portal.invalid';

/**
 * The way back after signing in, if it is a page of this portal; else null. Refuses other hosts in every
 * spelling browsers accept (`//host`, `/\host`, tabs and newlines within), the API and the sign-in pages.
 */
export function safeNextPath(next: string | null | undefined): string | null {
  if (!next || next.length > 2_000 || !next.startsWith('/')) return null;
  if (/[\\\u0000-\u001f\u007f]/.test(next) || next.startsWith('//')) return null;
  let url: URL;
  try {
    url = new URL(next, base);
  } catch {
    return null;
  }
  if (url.origin !== base || url.pathname.startsWith('//')) return null;
  if (/^\/(api|login|_next)(\/|$)/.test(url.pathname)) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
