import type { InstallAnswer } from '#lib/driver-catalogue/view.ts';
import { routes } from '#lib/routes.ts';

export type SentArchive = { kind: 'answer'; answer: InstallAnswer } | { kind: 'failure'; signedOut: boolean; sentence: string };

const noAnswer = 'The portal does not answer. Check your connection and try again.';

/** Sends an archive to be installed; refusals and failures come back as values. */
export async function sendArchive(file: File): Promise<SentArchive> {
  let answer: Response;
  try {
    answer = await fetch(routes.api.drivers, { method: 'POST', body: file, headers: { 'Content-Type': 'application/gzip' } });
  } catch {
    return { kind: 'failure', signedOut: false, sentence: noAnswer };
  }
  const body = (await answer.json().catch(() => null)) as InstallAnswer | { error: { message: string } } | null;
  if (body && !('error' in body)) return { kind: 'answer', answer: body };
  return { kind: 'failure', signedOut: answer.status === 401, sentence: body?.error.message ?? noAnswer };
}
