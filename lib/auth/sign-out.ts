import { revokeToken } from '#lib/openstack/authenticate.ts';
import { logger } from '#lib/logger.ts';
import type { Session } from './session.ts';

/** Ends the session's tokens at Keystone. A cloud that does not answer keeps nobody signed in here. */
export async function signOut(session: Session): Promise<void> {
  const tokens = [session.project?.token, session.unscopedToken].filter((token) => token !== undefined);
  for (const token of tokens) {
    try {
      await revokeToken(token);
    } catch (error) {
      logger.warn({ userName: session.userName, why: String(error) }, 'token could not be revoked');
    }
  }
  logger.info({ userName: session.userName, domainName: session.domainName, outcome: 'signed out' }, 'sign-out');
}
