import 'server-only';
import type { z } from 'zod';
import type { ActionResult } from '#lib/errors.ts';
import { toActionFailure, toInvalidInput } from './to-action-failure.ts';

/** An action about the session itself (choosing a project, signing out): anybody may call it. */
export function definePublicAction<Schema extends z.ZodType, T>(
  schema: Schema,
  operation: (input: z.output<Schema>) => Promise<T>,
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const parsed = await schema.safeParseAsync(input);
      if (!parsed.success) return toInvalidInput(parsed.error);
      return { ok: true, value: await operation(parsed.data) };
    } catch (error) {
      return toActionFailure(error);
    }
  };
}
