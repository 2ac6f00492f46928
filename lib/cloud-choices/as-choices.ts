import 'server-only';
import { isPortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Choices } from './view.ts';

/**
 * Turns a service's failure into a value. A lost sign-in still throws: the page sends to the login.
 * @param what for the sentence: "The images could not be read."
 */
export async function asChoices<T>(what: string, read: () => Promise<T[]>): Promise<Choices<T>> {
  try {
    return { ok: true, items: await read() };
  } catch (error) {
    if (isPortalError(error, 'UNAUTHENTICATED')) throw error;
    logger.warn({ err: error, what }, 'choices could not be read');
    const reason = isPortalError(error) ? error.userMessage : 'Try again in a moment.';
    return {
      ok: false,
      userMessage: `The ${what} could not be read. ${reason}`,
      requestId: (isPortalError(error) && error.requestId) || null,
    };
  }
}
