import { decode, encode } from 'next-auth/jwt';
import { sessionSchema, type Session } from './session.ts';

/**
 * The cookie outlives the tokens in it: after they have ended it still says who was here, so that signing
 * in again asks for the password alone and leads back to the same project.
 */
export const sessionCookieLifeSeconds = 7 * 24 * 3600;

/** Browsers refuse cookies above 4096 bytes with their attributes; next-auth splits at the same size. */
const chunkSize = 4096 - 163;
const maxChunks = 5;

export interface SessionCookieSettings {
  secret: string;
  /** Behind TLS: the name begins with `__Secure-`, which browsers accept from https alone. */
  secure: boolean;
}

export interface NamedCookie {
  name: string;
  value: string;
}

export function sessionCookieName(secure: boolean): string {
  return secure ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

export function sessionCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
}

/** The sealed session as one cookie, or as `name.0`, `name.1` … when it is too long for one. */
export async function sealSession(session: Session, settings: SessionCookieSettings): Promise<NamedCookie[]> {
  const name = sessionCookieName(settings.secure);
  const sealed = await encode({ token: { session }, secret: settings.secret, maxAge: sessionCookieLifeSeconds });
  if (sealed.length <= chunkSize) return [{ name, value: sealed }];
  return Array.from({ length: Math.ceil(sealed.length / chunkSize) }, (_, index) => ({
    name: `${name}.${index}`,
    value: sealed.slice(index * chunkSize, (index + 1) * chunkSize),
  }));
}

/** Null for no cookie and for one that is malformed, oversized, forged or of another shape. */
export async function openSession(
  cookies: readonly NamedCookie[],
  settings: SessionCookieSettings,
): Promise<Session | null> {
  const sealed = joinChunks(cookies, sessionCookieName(settings.secure));
  if (!sealed) return null;
  try {
    const payload = await decode({ token: sealed, secret: settings.secret });
    return sessionSchema.safeParse(payload?.session).data ?? null;
  } catch {
    return null;
  }
}

/** Names of all session cookies among these, whole or in chunks: what must be cleared before writing anew. */
export function sessionCookieNames(cookies: readonly NamedCookie[], secure: boolean): string[] {
  const name = sessionCookieName(secure);
  return cookies.map((cookie) => cookie.name).filter((each) => each === name || each.startsWith(`${name}.`));
}

function joinChunks(cookies: readonly NamedCookie[], name: string): string | null {
  const whole = cookies.find((cookie) => cookie.name === name)?.value;
  if (whole) return whole.length <= chunkSize ? whole : null;
  let joined = '';
  for (let index = 0; index < maxChunks; index += 1) {
    const chunk = cookies.find((cookie) => cookie.name === `${name}.${index}`)?.value;
    if (chunk === undefined) break;
    joined += chunk;
  }
  return joined.length > 0 && joined.length <= chunkSize * maxChunks ? joined : null;
}
