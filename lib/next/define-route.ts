import 'server-only';
import { randomBytes } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import { requireAbility, type Ability } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { env } from '#lib/env.ts';
import { httpStatusByCode, isPortalError, PortalError, type ErrorCode } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import { currentScope } from './current-scope.ts';
import { isForeignRequest } from './is-foreign-request.ts';

type RouteParams = Record<string, string>;

/**
 * The one way to make a route handler under /api: session, policy and origin are checked before `handler`
 * runs; failures answer `{ error: { code, message } }` with the code's status.
 */
export function defineRoute<Params extends RouteParams = RouteParams>(
  ability: Ability,
  handler: (scope: Scope, request: Request, params: Params) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    try {
      if (isForeignRequest(request, env().PUBLIC_URL)) {
        throw new PortalError({ code: 'FORBIDDEN', userMessage: 'This request came from another site.' });
      }
      const scope = await currentScope();
      requireAbility(scope, ability);
      return await handler(scope, request, await context.params);
    } catch (error) {
      unstable_rethrow(error);
      return toErrorAnswer(error);
    }
  };
}

function toErrorAnswer(error: unknown): Response {
  if (isPortalError(error)) return errorAnswer(error.code, error.userMessage, error.requestId);
  const reference = randomBytes(4).toString('hex');
  logger.error({ reference, err: error }, 'unforeseen error');
  return Response.json(
    { error: { code: 'UNEXPECTED_RESPONSE', message: 'Something went wrong in the portal.', reference } },
    { status: 500, headers: { 'Cache-Control': 'no-store' } },
  );
}

export function errorAnswer(code: ErrorCode, message: string, requestId?: string): Response {
  return Response.json(
    { error: { code, message, ...(requestId ? { requestId } : {}) } },
    { status: httpStatusByCode[code], headers: { 'Cache-Control': 'no-store' } },
  );
}
