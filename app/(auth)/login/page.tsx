import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { LoginForm } from '#components/frame/login-form.tsx';
import { safeNextPath } from '#lib/auth/safe-next-path.ts';
import { currentSession, rememberedSession } from '#lib/next/current-session.ts';
import { isSessionAccepted } from '#lib/next/is-session-accepted.ts';
import { routes } from '#lib/routes.ts';

export const metadata: Metadata = { title: 'Sign in' };

interface LoginPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  const back = safeNextPath(typeof next === 'string' ? next : null);
  const running = await currentSession();
  if (running && (await isSessionAccepted(running))) {
    redirect(running.project ? (back ?? routes.clusters) : routes.chooseProject(back ?? undefined));
  }
  const known = await rememberedSession();
  return (
    <LoginForm
      next={back}
      known={known ? { userName: known.userName, domainName: known.domainName, projectId: known.project?.id } : null}
    />
  );
}
