import 'server-only';
import { cookies } from 'next/headers';
import { chooseProject } from '#lib/auth/choose-project.ts';
import { listProjectsOf } from '#lib/auth/list-projects.ts';
import { signOut } from '#lib/auth/sign-out.ts';
import type { Session } from '#lib/auth/session.ts';
import { regionsOfToken } from '#lib/openstack/session-scope.ts';
import { PortalError } from '#lib/errors.ts';
import { regionCookieName } from './current-scope.ts';
import { currentSession, rememberedSession, sessionCookieSettings } from './current-session.ts';
import { clearSession, writeSession } from './session-cookies.ts';

export async function listMyProjects(): Promise<{ id: string; name: string }[]> {
  return listProjectsOf(await requireSession());
}

export async function switchProject({ projectId }: { projectId: string }): Promise<void> {
  await writeSession(await chooseProject(await requireSession(), projectId));
}

export async function chooseRegion({ region }: { region: string }): Promise<void> {
  const { project } = await requireSession();
  const regions = project ? await regionsOfToken(project.token) : [];
  if (!regions.includes(region)) throw new PortalError({ code: 'NOT_FOUND', userMessage: 'The cloud has no such region any more.' });
  (await cookies()).set(regionCookieName, region, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: sessionCookieSettings().secure,
    maxAge: 365 * 24 * 3600,
  });
}

export async function endSession(): Promise<void> {
  const session = await rememberedSession();
  await clearSession();
  if (session) await signOut(session);
}

async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) {
    throw new PortalError({ code: 'UNAUTHENTICATED', userMessage: 'Your sign-in has run out. Sign in again: what you typed is kept.' });
  }
  return session;
}
