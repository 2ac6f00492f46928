import 'server-only';
import { keystoneUrl } from './address.ts';

/** Whether Keystone answers its version document within two seconds; needs no token. */
export async function isKeystoneReachable(timeoutMs = 2_000): Promise<boolean> {
  try {
    const answer = await fetch(keystoneUrl(), { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
