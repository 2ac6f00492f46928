import 'server-only';
import { isAdmin } from '#lib/auth/policy.ts';
import { regionsOfToken } from '#lib/openstack/session-scope.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { currentSession } from './current-session.ts';

/** What the frame in the browser may know: names, never a token. Fits SessionView of components/frame. */
export async function sessionViewOf(scope: Scope) {
  const session = await currentSession();
  return {
    userName: scope.userName,
    domainName: session?.domainName ?? 'Default',
    projectId: scope.projectId,
    projectName: scope.projectName,
    roles: scope.roles,
    admin: isAdmin(scope),
    region: scope.region,
    regions: await regionsOfToken(scope.token),
  };
}
