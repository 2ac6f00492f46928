import 'server-only';
import { authenticateService, authenticateWithTrust } from './authenticate.ts';
import type { IssuedToken } from './keystone/types.ts';
import { openScope } from './open-scope.ts';
import { TokenCache } from './scope-cache.ts';
import type { Scope } from './scope.ts';

/** A token is renewed this long before it ends, so that no call under way meets its end. */
const renewBeforeMs = 5 * 60_000;
const serviceKey = 'service';

const cache = new TokenCache({ freshUntil: renewalTime, maxEntries: 5_000 });

/** A short-lived token (some clouds: 10 minutes) is used for half its life. */
export function renewalTime(issued: IssuedToken, now: number): number {
  const remainingMs = issued.expiresAt.getTime() - now;
  return now + Math.max(remainingMs - renewBeforeMs, remainingMs / 2);
}

/** The portal's service user in the service project. @throws MISCONFIGURED when Keystone refuses it */
export async function serviceScope(): Promise<Scope> {
  return openScope('service', await cache.get(serviceKey, authenticateService), undefined, () => cache.drop(serviceKey));
}

/**
 * The project of a cluster with the rights its creator lent. `region` is the cluster's.
 * @throws FORBIDDEN when the trust no longer works
 */
export async function trustScope(trustId: string, region?: string): Promise<Scope> {
  const key = `trust:${trustId}`;
  const issued = await cache.get(key, () => authenticateWithTrust({ trustId }));
  return openScope('trust', issued, region, () => cache.drop(key));
}

/** For a trust that was deleted. */
export function forgetTrustScope(trustId: string): void {
  cache.drop(`trust:${trustId}`);
}
