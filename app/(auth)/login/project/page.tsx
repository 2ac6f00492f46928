import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ProjectChoice } from '#components/frame/project-choice.tsx';
import { safeNextPath } from '#lib/auth/safe-next-path.ts';
import { currentSession } from '#lib/next/current-session.ts';
import { readForPage } from '#lib/next/require-scope.ts';
import { listMyProjects } from '#lib/next/session-operations.ts';
import { routes } from '#lib/routes.ts';

export const metadata: Metadata = { title: 'Choose a project' };

interface ChooseProjectPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function ChooseProjectPage({ searchParams }: ChooseProjectPageProps) {
  const { next } = await searchParams;
  const back = safeNextPath(typeof next === 'string' ? next : null);
  const session = await currentSession();
  if (!session) redirect(routes.login(back ?? undefined));
  const projects = await readForPage(listMyProjects());
  return <ProjectChoice userName={session.userName} projects={projects} current={session.project?.id ?? null} next={back} />;
}
