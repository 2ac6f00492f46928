import { routes } from '#lib/routes.ts';

export type KubeconfigAnswer = { ok: true; fileName: string } | { ok: false; signedOut: boolean; sentence: string };

const noAnswer = 'The portal does not answer. Check your connection and try again.';

/** Fetches the file, so that a refusal is shown in place instead of leading away, and hands it to the browser. */
export async function downloadKubeconfig(clusterId: string, hours: number): Promise<KubeconfigAnswer> {
  let answer: Response;
  try {
    answer = await fetch(`${routes.api.kubeconfig(clusterId)}?hours=${hours}`, { cache: 'no-store' });
  } catch {
    return { ok: false, signedOut: false, sentence: noAnswer };
  }
  if (!answer.ok) {
    const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
    return { ok: false, signedOut: answer.status === 401, sentence: body?.error?.message ?? noAnswer };
  }
  const fileName = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'kubeconfig';
  const address = URL.createObjectURL(await answer.blob());
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(address);
  return { ok: true, fileName };
}
