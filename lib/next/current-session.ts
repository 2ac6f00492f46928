import 'server-only';
import { cache } from 'react';
import { cookies } from 'next/headers';
import { openSession } from '#lib/auth/session-cookie.ts';
import { hasEnded, type Session } from '#lib/auth/session.ts';
import { systemClock } from '#lib/clock.ts';
import { env } from '#lib/env.ts';

export function sessionCookieSettings() {
  return { secret: env().NEXTAUTH_SECRET, secure: env().PUBLIC_URL.startsWith('https://') };
}

/** The session of the cookie, ended or not; null when there is none. */
export const rememberedSession = cache(async (): Promise<Session | null> => {
  const jar = await cookies();
  return openSession(jar.getAll(), sessionCookieSettings());
});

/** The running session; null for strangers and for sessions that have ended. */
export async function currentSession(): Promise<Session | null> {
  const session = await rememberedSession();
  return session && !hasEnded(session, systemClock.now()) ? session : null;
}
