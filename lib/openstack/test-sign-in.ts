import { authenticateWithPassword, authenticateWithToken, listTokenProjects } from './authenticate.ts';
import { openScope } from './open-scope.ts';
import type { Scope } from './scope.ts';

/** The password of every user of the test cloud. */
export const testPassword = 'secret';

/** For contract tests: a scope of one of the test cloud's users, got the way a sign-in gets it. */
export async function signInForTest(userName: string, projectName = 'demo'): Promise<Scope> {
  const unscoped = await authenticateWithPassword({ userName, password: testPassword, domainName: 'Default' });
  const projects = await listTokenProjects(unscoped.token);
  const project = projects.find((each) => each.name === projectName);
  if (!project) throw new Error(`${userName} has no project ${projectName} in the test cloud`);
  return openScope('session', await authenticateWithToken({ token: unscoped.token, projectId: project.id }));
}

/** A name no other run uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${Date.now().toString(36)}${Math.floor(Math.random() * 46_656).toString(36)}`;
}
