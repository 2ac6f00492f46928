'use client';

import { useSyncExternalStore } from 'react';

let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) nowMs = Date.now();
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, once a second for all who ask; null on the server and until the browser has taken over. */
export function useNow(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => (nowMs === 0 ? (nowMs = Date.now()) : nowMs),
    () => null,
  );
}
