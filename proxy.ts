import { NextResponse, type NextRequest } from 'next/server';
import { openSession } from '#lib/auth/session-cookie.ts';
import { hasEnded } from '#lib/auth/session.ts';
import { systemClock } from '#lib/clock.ts';
import { env } from '#lib/env.ts';
import { httpStatusByCode } from '#lib/errors.ts';
import { contentSecurityPolicy, fixedSecurityHeaders } from '#lib/next/security-headers.ts';
import { routes } from '#lib/routes.ts';

/**
 * Runs before every request, static files included: security headers on each answer, and the first,
 * coarse look at who asks. It is no lock: pages, actions and route handlers check again by themselves.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const answer = await route(request, nonce, policy);
  answer.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(fixedSecurityHeaders)) answer.headers.set(name, value);
  if (env().PUBLIC_URL.startsWith('https://')) {
    answer.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  }
  return answer;
}

async function route(request: NextRequest, nonce: string, policy: string): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  if (isOpenToAll(pathname)) return pass(request, nonce, policy);
  const standing = await standingOf(request);
  if (standing === 'inside') return pass(request, nonce, policy);
  if (pathname.startsWith('/api/')) return refuse();
  // An action answers UNAUTHENTICATED as a value, so that the form which called it keeps what was typed.
  if (request.headers.has('next-action')) return pass(request, nonce, policy);
  const back = request.method === 'GET' ? wayBack(request) : undefined;
  const to = standing === 'without project' ? routes.chooseProject(back) : routes.login(back);
  return NextResponse.redirect(new URL(to, request.nextUrl), { status: 307, headers: { 'Cache-Control': 'no-store' } });
}

function isOpenToAll(pathname: string): boolean {
  return /^\/(_next|login|api\/auth)(\/|$)/.test(pathname) || /^\/(healthz|readyz|icon\.svg|favicon\.ico)$/.test(pathname);
}

async function standingOf(request: NextRequest): Promise<'stranger' | 'without project' | 'inside'> {
  const session = await openSession(request.cookies.getAll(), {
    secret: env().NEXTAUTH_SECRET,
    secure: env().PUBLIC_URL.startsWith('https://'),
  });
  if (!session || hasEnded(session, systemClock.now())) return 'stranger';
  return session.project ? 'inside' : 'without project';
}

function wayBack(request: NextRequest): string | undefined {
  const address = pathAndQuery(request);
  return address === '/' ? undefined : address;
}

function pathAndQuery(request: NextRequest): string {
  const query = new URLSearchParams(request.nextUrl.searchParams);
  query.delete('_rsc');
  const text = query.toString();
  return text ? `${request.nextUrl.pathname}?${text}` : request.nextUrl.pathname;
}

function pass(request: NextRequest, nonce: string, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-portal-path', pathAndQuery(request));
  return NextResponse.next({ request: { headers } });
}

function refuse(): NextResponse {
  return NextResponse.json(
    { error: { code: 'UNAUTHENTICATED', message: 'Sign in first.' } },
    { status: httpStatusByCode.UNAUTHENTICATED, headers: { 'Cache-Control': 'no-store' } },
  );
}
