import 'server-only';
import type { z } from 'zod';
import { requireAbility, type Ability } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import type { ActionResult } from '#lib/errors.ts';
import { currentScope } from './current-scope.ts';
import { toActionFailure, toInvalidInput } from './to-action-failure.ts';

/**
 * The one way to make a server action of a project: takes the session itself, checks the policy, checks the
 * input, runs one domain operation, and returns failures as values. Whatever the browser sends is unknown
 * until the schema has passed it. The project comes from the session.
 */
export function defineAction<Schema extends z.ZodType, T>(
  ability: Ability,
  schema: Schema,
  operation: (scope: Scope, input: z.output<Schema>) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const scope = await currentScope();
      requireAbility(scope, ability);
      const parsed = await schema.safeParseAsync(input);
      if (!parsed.success) return toInvalidInput(parsed.error);
      return { ok: true, value: await operation(scope, parsed.data) };
    } catch (error) {
      return toActionFailure(error);
    }
  };
}
