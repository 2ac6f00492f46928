import 'server-only';
import type { AuthOptions } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { clientAddress } from '#lib/auth/client-address.ts';
import { signInSchema } from '#lib/auth/schema.ts';
import { sessionCookieLifeSeconds } from '#lib/auth/session-cookie.ts';
import { sessionSchema, type Session } from '#lib/auth/session.ts';
import { signIn } from '#lib/auth/sign-in.ts';
import { signOut } from '#lib/auth/sign-out.ts';
import { env } from '#lib/env.ts';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import { routes } from '#lib/routes.ts';

/**
 * next-auth keeps the session: an encrypted cookie (JWT strategy), no table. Keystone is the only provider.
 * The tokens stay in the cookie; `/api/auth/session` tells the browser names alone.
 */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: env().PUBLIC_URL.startsWith('https://'),
    session: { strategy: 'jwt', maxAge: sessionCookieLifeSeconds },
    jwt: { maxAge: sessionCookieLifeSeconds },
    pages: { signIn: routes.login(), signOut: routes.login(), error: routes.login() },
    providers: [
      CredentialsProvider({
        id: 'credentials',
        name: 'Keystone',
        credentials: { userName: {}, password: {}, domainName: {}, projectId: {} },
        async authorize(credentials, request) {
          const parsed = signInSchema.safeParse(withoutEmpty(credentials));
          // next-auth hands the message of what is thrown here to the form.
          if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'Enter your user name and password.');
          const forwardedFor = request.headers?.['x-forwarded-for'];
          const address = clientAddress(String(forwardedFor ?? ''), env().JEROBOAM_TRUSTED_PROXIES);
          try {
            const session = await signIn(parsed.data, address);
            return { id: session.userName, name: session.userName, session };
          } catch (error) {
            if (isPortalError(error)) throw new Error(error.userMessage);
            logger.error({ err: error }, 'unforeseen error at sign-in');
            throw new Error('Something went wrong in the portal. Try again in a moment.');
          }
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }): JWT {
        const fresh = user as { session?: Session } | undefined;
        return fresh?.session ? { session: fresh.session } : token;
      },
      session({ session, token }) {
        const known = sessionSchema.safeParse(token.session).data;
        return {
          expires: known ? new Date(known.expiresAt).toISOString() : session.expires,
          user: { name: known?.userName ?? null },
          project: known?.project ? { name: known.project.name } : null,
        };
      },
    },
    events: {
      async signOut({ token }) {
        const known = sessionSchema.safeParse(token?.session).data;
        if (known) await signOut(known);
      },
    },
    logger: {
      error(code, metadata) {
        // A cookie that cannot be opened (forged, or of an older secret) is a stranger's, no fault of the portal.
        const level = code === 'JWT_SESSION_ERROR' ? 'debug' : 'error';
        logger[level]({ code, why: metadata instanceof Error ? metadata.message : undefined }, 'next-auth');
      },
      warn: (code) => logger.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}

/** Form posts send empty words for what was not given. */
function withoutEmpty(credentials: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(credentials ?? {}).filter(([, value]) => value !== '' && value !== 'undefined'));
}
