import { PortalError } from '#lib/errors.ts';

/** For a GET that writes: the page of another site may not lead here. @throws PortalError FORBIDDEN */
export function requireOwnSite(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return;
  throw new PortalError({ code: 'FORBIDDEN', userMessage: 'This request came from another site.' });
}
