'use client';

import { useEffect, useRef, useState } from 'react';
import type { ClusterView } from '#lib/clusters/view.ts';
import type { PhaseView } from '#lib/stacks/view.ts';
import { statusSentence } from './status-sentence.ts';

/** Often enough to follow, seldom enough to let one read on. */
const pauseMs = 4_000;

/** Tells screen readers politely when the status or a phase has changed, never more than every few seconds. */
export function Announcer({ cluster, phases }: { cluster: ClusterView; phases: readonly PhaseView[] }) {
  const sentence = statusSentence(cluster, phases, null);
  const [spoken, setSpoken] = useState('');
  const last = useRef({ sentence, at: 0 });

  useEffect(() => {
    if (sentence === last.current.sentence) return;
    const wait = Math.max(0, last.current.at + pauseMs - Date.now());
    const timer = setTimeout(() => {
      last.current = { sentence, at: Date.now() };
      setSpoken(sentence);
    }, wait);
    return () => clearTimeout(timer);
  }, [sentence]);

  return (
    <p className="sr-only" aria-live="polite">
      {spoken}
    </p>
  );
}
