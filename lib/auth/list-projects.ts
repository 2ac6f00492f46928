import { listTokenProjects } from '#lib/openstack/authenticate.ts';
import type { Session } from './session.ts';

/** The projects the session's user may choose, by name. @throws PortalError UNAUTHENTICATED when the sign-in has run out */
export async function listProjectsOf(session: Session): Promise<{ id: string; name: string }[]> {
  const projects = await listTokenProjects(session.unscopedToken);
  return projects.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
