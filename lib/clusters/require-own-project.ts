import type { Actor } from '#lib/auth/policy.ts';
import { PortalError } from '#lib/errors.ts';

/**
 * A stack is made in the project of the token, so that not even an administrator can make one for a
 * cluster of another project.
 * @throws FORBIDDEN
 */
export function requireOwnProject(actor: Actor, cluster: { projectId: string; projectName: string; name: string }): void {
  if (actor.projectId === cluster.projectId) return;
  throw new PortalError({
    code: 'FORBIDDEN',
    userMessage: `${cluster.name} belongs to the project ${cluster.projectName}. Switch to that project first.`,
  });
}
