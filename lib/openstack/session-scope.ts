import 'server-only';
import { inspectToken } from './authenticate.ts';
import { listRegions } from './catalog.ts';
import { openScope } from './open-scope.ts';
import { forgetToken, sessionTokens, tokenKey } from './session-tokens.ts';
import type { Scope } from './scope.ts';

/**
 * The scope of a signed-in user's project token. Catalog, roles and names come from Keystone and are kept
 * in memory by the token's hash for at most a minute.
 * @throws UNAUTHENTICATED when the token has ended; INVALID_STATE when it has no project
 */
export async function scopeForToken(token: string, region?: string): Promise<Scope> {
  const issued = await sessionTokens.get(tokenKey(token), () => inspectToken(token));
  return openScope('session', issued, region, () => forgetToken(token));
}
