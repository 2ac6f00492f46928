import { createHash } from 'node:crypto';
import { TokenCache } from './scope-cache.ts';

/** A revoked token or a withdrawn role is noticed after this long at the latest. */
const keptMs = 60_000;

/** What Keystone said of the sessions' tokens, by `tokenKey`. */
export const sessionTokens = new TokenCache({
  freshUntil: (issued, now) => Math.min(now + keptMs, issued.expiresAt.getTime()),
  maxEntries: 2_000,
});

/** A hash, so that the cache's keys are of no use to whoever reads the memory's dump. */
export function tokenKey(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}

export function forgetToken(token: string): void {
  sessionTokens.drop(tokenKey(token));
}
