import 'server-only';
import { cache } from 'react';
import { cookies } from 'next/headers';
import { regionsOfToken, scopeForToken } from '#lib/openstack/session-scope.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { PortalError } from '#lib/errors.ts';
import { currentSession } from './current-session.ts';

export const regionCookieName = 'region';

/**
 * Who asks, in which project and region. One per request.
 * @throws PortalError UNAUTHENTICATED for strangers, without a project, and when Keystone no longer takes the token
 */
export const currentScope = cache(async (): Promise<Scope> => {
  const session = await currentSession();
  if (!session?.project) {
    throw new PortalError({ code: 'UNAUTHENTICATED', userMessage: 'Your sign-in has run out. Sign in again: what you typed is kept.' });
  }
  return scopeForToken(session.project.token, await chosenRegion(session.project.token));
});

/** The region of the cookie when the catalog still has it. */
async function chosenRegion(token: string): Promise<string | undefined> {
  const wanted = (await cookies()).get(regionCookieName)?.value;
  if (!wanted) return undefined;
  const regions = await regionsOfToken(token);
  return regions.includes(wanted) ? wanted : undefined;
}
