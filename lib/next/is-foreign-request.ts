/**
 * Whether another site made the browser send this. Reading is free (SameSite cookies and the lack of CORS
 * guard it); for everything else the browser's own headers must not name another origin. A client that is
 * no browser sends neither header and carries no cookie it was tricked into sending.
 */
export function isForeignRequest(request: Request, publicUrl: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  const host = request.headers.get('host');
  const own = [new URL(publicUrl).host, host];
  try {
    return !own.includes(new URL(origin).host);
  } catch {
    return true;
  }
}
