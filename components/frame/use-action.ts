'use client';

import { useCallback, useState } from 'react';
import type { ActionResult, FieldErrors } from '#lib/errors.ts';
import { useSignInAgain } from './session.tsx';

export interface ActionFailure {
  userMessage: string;
  fieldErrors: FieldErrors;
  /** OpenStack's request id or the log's reference. */
  reference: string | null;
  code: Extract<ActionResult<unknown>, { ok: false }>['code'];
}

export interface UseAction<Input, T> {
  /** Never throws; the failure is also kept in `failure` until the next run. */
  run: (input: Input) => Promise<ActionResult<T>>;
  pending: boolean;
  /** The failure's sentence, or null. */
  error: string | null;
  failure: ActionFailure | null;
  reset: () => void;
}

const noAnswer = { ok: false, code: 'UNREACHABLE', userMessage: 'The portal does not answer. Check your connection and try again.' } as const;

/**
 * Calls a server action from a form. When the sign-in has run out it asks for the password over the page
 * and then calls the action once more with the same input.
 */
export function useAction<Input, T>(action: (input: Input) => Promise<ActionResult<T>>): UseAction<Input, T> {
  const signInAgain = useSignInAgain();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const run = useCallback(
    async (input: Input) => {
      setPending(true);
      setFailure(null);
      let result = await call(action, input);
      if (!result.ok && result.code === 'UNAUTHENTICATED' && (await signInAgain())) result = await call(action, input);
      setFailure(result.ok ? null : toFailure(result));
      setPending(false);
      return result;
    },
    [action, signInAgain],
  );
  const reset = useCallback(() => setFailure(null), []);
  return { run, pending, error: failure?.userMessage ?? null, failure, reset };
}

async function call<Input, T>(action: (input: Input) => Promise<ActionResult<T>>, input: Input): Promise<ActionResult<T>> {
  try {
    return await action(input);
  } catch (error) {
    // Next.js signals a redirect out of an action by throwing.
    if (error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_')) throw error;
    return noAnswer;
  }
}

function toFailure(result: Extract<ActionResult<unknown>, { ok: false }>): ActionFailure {
  return {
    userMessage: result.userMessage,
    fieldErrors: result.fieldErrors ?? {},
    reference: result.requestId ?? result.reference ?? null,
    code: result.code,
  };
}
