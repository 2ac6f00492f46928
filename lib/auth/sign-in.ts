import { authenticateWithPassword, listTokenProjects, revokeToken } from '#lib/openstack/authenticate.ts';
import { isPortalError, PortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import { signInSchema, type SignInInput } from './schema.ts';
import { scopeSession } from './choose-project.ts';
import type { Session } from './session.ts';
import { clearFailures, releaseAttempt, reserveAttempt, subjectOfUser } from './sign-in-limit.ts';

/**
 * Password → unscoped token → project list → a project when there is only one, or when `input.projectId`
 * names one of them (signing in again where one was).
 * @throws PortalError UNAUTHENTICATED (refused), FORBIDDEN (no project), RATE_LIMITED, UNREACHABLE, TIMED_OUT
 */
export async function signIn(input: SignInInput, clientAddress: string): Promise<Session> {
  const { userName, password, domainName, projectId } = signInSchema.parse(input);
  const who = { userName, domainName, address: clientAddress };
  // Of a failure not the name itself: it may be a password typed into the wrong field.
  const failed = { user: subjectOfUser(who), address: clientAddress };
  const reserved = await reserveAttempt(who).catch((error: unknown) => {
    if (isPortalError(error)) logger.warn({ ...failed, outcome: error.code }, 'sign-in');
    throw error;
  });
  try {
    const issued = await authenticateWithPassword({ userName, password, domainName });
    await clearFailures(reserved);
    const projects = await listTokenProjects(issued.token);
    const [first] = projects;
    if (!first) {
      await revokeToken(issued.token);
      throw noProjectError();
    }
    const session: Session = {
      userName: issued.userName,
      domainName,
      unscopedToken: issued.token,
      project: null,
      expiresAt: issued.expiresAt.getTime(),
    };
    const wanted = projects.find((project) => project.id === projectId) ?? (projects.length === 1 ? first : null);
    const done = wanted ? await scopeSession(session, wanted) : session;
    logger.info({ ...who, outcome: 'signed in', projectId: done.project?.id ?? null }, 'sign-in');
    return done;
  } catch (error) {
    if (!isPortalError(error, 'UNAUTHENTICATED')) await releaseAttempt(reserved);
    logger.warn({ ...failed, outcome: isPortalError(error) ? error.code : 'error', why: String(error) }, 'sign-in');
    throw error;
  }
}

function noProjectError(): PortalError {
  return new PortalError({
    code: 'FORBIDDEN',
    userMessage: 'Your password is right, but your account has no project in this cloud. Ask the cloud’s operator to add you to one.',
    message: 'user has no project',
  });
}
