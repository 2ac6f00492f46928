import 'server-only';
import type { Session } from '#lib/auth/session.ts';
import { regionsOfToken } from '#lib/openstack/session-scope.ts';
import { isPortalError } from '#lib/errors.ts';

/** False when Keystone has ended the token that the session stands on; a cloud that does not answer proves nothing. */
export async function isSessionAccepted(session: Session): Promise<boolean> {
  try {
    await regionsOfToken(session.project?.token ?? session.unscopedToken);
    return true;
  } catch (error) {
    return !isPortalError(error, 'UNAUTHENTICATED');
  }
}
