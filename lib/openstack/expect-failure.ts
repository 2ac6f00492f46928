import { PortalError } from '#lib/errors.ts';

/** For tests: the PortalError a call fails with. Anything else, success included, fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<PortalError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PortalError) return error;
    throw error;
  }
  throw new Error('expected a failure, and the call succeeded');
}
