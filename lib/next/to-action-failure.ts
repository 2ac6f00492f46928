import 'server-only';
import { randomBytes } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { isPortalError, type ActionResult, type FieldErrors } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';

type Failure = Extract<ActionResult<never>, { ok: false }>;

/** An error as the value an action returns; Next's own (redirect, notFound) are thrown on. */
export function toActionFailure(error: unknown): Failure {
  unstable_rethrow(error);
  if (isPortalError(error)) {
    if (error.code === 'UNEXPECTED_RESPONSE' || error.code === 'MISCONFIGURED') {
      logger.error({ code: error.code, requestId: error.requestId, why: error.message }, 'action failed');
    }
    return {
      ok: false,
      code: error.code,
      userMessage: error.userMessage,
      ...(error.fieldErrors ? { fieldErrors: error.fieldErrors } : {}),
      ...(error.requestId ? { requestId: error.requestId } : {}),
    };
  }
  const reference = randomBytes(4).toString('hex');
  logger.error({ reference, err: error }, 'unforeseen error');
  return {
    ok: false,
    code: 'UNEXPECTED_RESPONSE',
    userMessage: 'Something went wrong in the portal. Try again; if it stays, give the reference to the operator.',
    reference,
  };
}

export function toInvalidInput(error: z.ZodError): Failure {
  return {
    ok: false,
    code: 'INVALID_INPUT',
    userMessage: 'Some fields need another look.',
    fieldErrors: toFieldErrors(error),
  };
}

/** The first sentence of each field. */
export function toFieldErrors(error: z.ZodError): FieldErrors {
  const found: Record<string, string> = {};
  for (const issue of error.issues) found[issue.path.map(String).join('.')] ??= issue.message;
  return found;
}
