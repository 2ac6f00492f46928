import { isPortalError } from '#lib/errors.ts';
import { restated } from '#lib/openstack/errors.ts';

/**
 * Keystone answers 401 to every refused sign-in. A wrong name, a wrong password and a disabled user are one
 * and the same body ("The request you have made requires authentication."); a locked account, an expired
 * password and, after the right password, some disabled users are named in it (keystone.exception:
 * AccountLocked, PasswordExpired, UserDisabled). The unnamed ones cannot be told apart, and the sentence says so.
 */
const sentences: readonly [RegExp, string][] = [
  [/password is expired/i, 'Your password has expired. Change it with the cloud’s own tools, then sign in here.'],
  [/account is locked/i, 'This account is locked after too many wrong passwords. Wait some minutes, or ask the cloud’s operator.'],
  [/account is disabled/i, 'This account is disabled. Ask the cloud’s operator.'],
];

const unnamed = 'The user name, password or domain is wrong, or the account is disabled or locked.';

/** The same error with the sentence for the sign-in form; other errors pass unchanged. */
export function explainSignInRefusal(error: unknown): unknown {
  if (!isPortalError(error, 'UNAUTHENTICATED', 'FORBIDDEN')) return error;
  const named = sentences.find(([pattern]) => pattern.test(error.message));
  return restated(error, 'UNAUTHENTICATED', named?.[1] ?? unnamed);
}
