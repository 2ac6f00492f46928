import type { PortalError } from './errors.ts';

/** For operation tests: what a call is refused with. Fails the test when it is not. */
export async function refusal(promise: Promise<unknown>): Promise<PortalError> {
  return promise.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: PortalError) => error,
  );
}
