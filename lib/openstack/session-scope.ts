import 'server-only';
import { inspectToken } from './authenticate.ts';
import { listRegions } from './catalog.ts';
import type { IssuedToken } from './keystone/types.ts';
import { openScope } from './open-scope.ts';
import type { Scope } from './scope.ts';
import { forgetToken, sessionTokens, tokenKey } from './session-tokens.ts';

/**
 * The scope of a signed-in user's project token. Catalog, roles and names come from Keystone and are kept
 * in memory by the token's hash for at most a minute.
 * @throws UNAUTHENTICATED when the token has ended; INVALID_STATE when it has no project;
 * MISCONFIGURED when the region lacks a service the portal needs
 */
export async function scopeForToken(token: string, region?: string): Promise<Scope> {
  return openScope('session', await knownToken(token), region, () => forgetToken(token));
}

/** Regions of the token's catalog that can hold a cluster, sorted. @throws UNAUTHENTICATED when the token has ended */
export async function regionsOfToken(token: string): Promise<string[]> {
  return listRegions((await knownToken(token)).catalog);
}

function knownToken(token: string): Promise<IssuedToken> {
  return sessionTokens.get(tokenKey(token), () => inspectToken(token));
}
