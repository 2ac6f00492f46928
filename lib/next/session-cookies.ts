import 'server-only';
import { cookies } from 'next/headers';
import {
  sealSession,
  sessionCookieLifeSeconds,
  sessionCookieNames,
  sessionCookieOptions,
} from '#lib/auth/session-cookie.ts';
import type { Session } from '#lib/auth/session.ts';
import { sessionCookieSettings } from './current-session.ts';

/** From actions and route handlers only: a page cannot set cookies. */
export async function writeSession(session: Session): Promise<void> {
  await clearSession();
  const settings = sessionCookieSettings();
  const jar = await cookies();
  for (const { name, value } of await sealSession(session, settings)) {
    jar.set(name, value, { ...sessionCookieOptions(settings.secure), maxAge: sessionCookieLifeSeconds });
  }
}

export async function clearSession(): Promise<void> {
  const { secure } = sessionCookieSettings();
  const jar = await cookies();
  for (const name of sessionCookieNames(jar.getAll(), secure)) {
    jar.set(name, '', { ...sessionCookieOptions(secure), maxAge: 0 });
  }
}
