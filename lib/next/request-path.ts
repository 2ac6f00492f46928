import 'server-only';
import { headers } from 'next/headers';
import { safeNextPath } from '#lib/auth/safe-next-path.ts';

/** Set by proxy.ts on every request, over whatever the browser sent. */
export const pathHeader = 'x-portal-path';

/** Path and query of the page being rendered, for the way back after signing in. */
export async function requestPath(): Promise<string | undefined> {
  return safeNextPath((await headers()).get(pathHeader)) ?? undefined;
}
