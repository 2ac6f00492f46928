'use client';

import { useSyncExternalStore } from 'react';

interface RelativeTimeProps {
  /** ISO string. */
  at: string;
  /** `age`: "5 min"; `ago`: "5 min ago" or "in 5 min". */
  look?: 'ago' | 'age';
  className?: string;
}

const tickMs = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Nobody has kept the time since the last listener went; React reads it once more after subscribing.
  if (timer === undefined) now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** "3 min", "2 h", "5 days": one unit, rounded down. */
export function durationWords(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  const days = Math.floor(hours / 24);
  if (days < 60) return `${days} days`;
  const months = Math.floor(days / 30.44);
  return months < 24 ? `${months} months` : `${Math.floor(days / 365.25)} years`;
}

function words(at: string, nowMs: number, look: 'ago' | 'age'): string {
  const distanceMs = nowMs - Date.parse(at);
  if (look === 'age') return durationWords(distanceMs);
  if (Math.abs(distanceMs) < 10_000) return 'just now';
  return distanceMs >= 0 ? `${durationWords(distanceMs)} ago` : `in ${durationWords(-distanceMs)}`;
}

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' });

/** Relative, with the exact time on hover; all on a page tick together. */
export function RelativeTime({ at, look = 'ago', className }: RelativeTimeProps) {
  // The server's clock is only a first guess: the browser corrects it when it takes over. Nothing ticks on
  // the server, so there the time is read anew.
  const nowMs = useSyncExternalStore(
    subscribe,
    () => now,
    () => (typeof window === 'undefined' ? Date.now() : now),
  );
  const hydrated = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const date = new Date(at);
  const exact = hydrated
    ? new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(date)
    : utc.format(date);
  return (
    <time dateTime={at} title={exact} className={className} suppressHydrationWarning>
      {words(at, nowMs, look)}
    </time>
  );
}
