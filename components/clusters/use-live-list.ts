'use client';

import { useEffect, useRef } from 'react';
import { useRouter } from 'next/navigation';

const quietMs = 400;
const atMostEveryMs = 2000;

/**
 * Reads the page's list again when one of its clusters changes, and soon after a change that may be a
 * new one: at most every two seconds, and not while the tab is hidden.
 */
export function useLiveList(changesAddress: string): void {
  const router = useRouter();
  const state = useRef({ timer: undefined as ReturnType<typeof setTimeout> | undefined, last: 0, missed: false });

  useEffect(() => {
    const held = state.current;
    const refresh = () => {
      held.timer = undefined;
      if (document.hidden) {
        held.missed = true;
        return;
      }
      held.last = Date.now();
      held.missed = false;
      router.refresh();
    };
    const onChange = () => {
      held.timer ??= setTimeout(refresh, Math.max(quietMs, held.last + atMostEveryMs - Date.now()));
    };
    const onVisible = () => {
      if (!document.hidden && held.missed) refresh();
    };
    const source = new EventSource(changesAddress);
    source.addEventListener('change', onChange);
    source.addEventListener('message', onChange);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      source.close();
      document.removeEventListener('visibilitychange', onVisible);
      clearTimeout(held.timer);
      held.timer = undefined;
    };
  }, [changesAddress, router]);
}
