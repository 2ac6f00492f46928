import { authenticateWithToken, listTokenProjects } from '#lib/openstack/authenticate.ts';
import type { Project } from '#lib/openstack/keystone/types.ts';
import { PortalError } from '#lib/errors.ts';
import type { Session } from './session.ts';

/**
 * The same user in another project, without a password.
 * @throws PortalError NOT_FOUND when the user has no role in that project; UNAUTHENTICATED when the sign-in has run out
 */
export async function chooseProject(session: Session, projectId: string): Promise<Session> {
  const projects = await listTokenProjects(session.unscopedToken);
  const project = projects.find((each) => each.id === projectId);
  if (!project) {
    throw new PortalError({ code: 'NOT_FOUND', userMessage: 'You have no role in this project any more. Choose another one.' });
  }
  return scopeSession(session, project);
}

export async function scopeSession(session: Session, project: Pick<Project, 'id' | 'name'>): Promise<Session> {
  const issued = await authenticateWithToken({ token: session.unscopedToken, projectId: project.id });
  return {
    ...session,
    project: { id: project.id, name: project.name, token: issued.token },
    expiresAt: Math.min(session.expiresAt, issued.expiresAt.getTime()),
  };
}
