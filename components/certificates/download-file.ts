export type DownloadAnswer = { ok: true; fileName: string } | { ok: false; signedOut: boolean; sentence: string };

const noAnswer = 'The portal does not answer. Check your connection and try again.';

/** Fetches the file, so that a refusal is shown in place instead of leading away, and hands it to the browser. */
export async function downloadFile(address: string): Promise<DownloadAnswer> {
  let answer: Response;
  try {
    answer = await fetch(address, { cache: 'no-store' });
  } catch {
    return { ok: false, signedOut: false, sentence: noAnswer };
  }
  if (!answer.ok) {
    const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
    return { ok: false, signedOut: answer.status === 401, sentence: body?.error?.message ?? noAnswer };
  }
  const fileName = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  const content = URL.createObjectURL(await answer.blob());
  const anchor = document.createElement('a');
  anchor.href = content;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(content);
  return { ok: true, fileName };
}
