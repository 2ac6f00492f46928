import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { isAdmin } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { isPortalError } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { currentScope } from './current-scope.ts';
import { requestPath } from './request-path.ts';

/** For pages: the scope, or the way to sign-in and back to this page. */
export async function requireScope(): Promise<Scope> {
  return readForPage(currentScope());
}

/** For pages of administrators: everybody else is told that there is no such page. */
export async function requireAdminScope(): Promise<Scope> {
  const scope = await requireScope();
  if (!isAdmin(scope)) notFound();
  return scope;
}

/**
 * For pages: awaits an operation and turns NOT_FOUND into the not-found page and UNAUTHENTICATED into
 * sign-in; every other failure goes to error.tsx, which shows its sentence.
 */
export async function readForPage<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    if (isPortalError(error, 'NOT_FOUND')) notFound();
    if (isPortalError(error, 'UNAUTHENTICATED')) redirect(routes.login(await requestPath()));
    throw error;
  }
}
