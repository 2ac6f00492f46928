'use client';

import { useEffect, useEffectEvent } from 'react';
import { useRouter } from 'next/navigation';
import { navItems } from './nav-items.ts';

interface Shortcuts {
  onPalette: () => void;
  onHelp: () => void;
}

const chordMs = 1_200;

/** Ctrl/Cmd-K anywhere; the single keys only while nobody types and no dialog is open. */
export function useShortcuts({ onPalette, onHelp }: Shortcuts): void {
  const router = useRouter();
  const palette = useEffectEvent(onPalette);
  const help = useEffectEvent(onHelp);
  const go = useEffectEvent((href: string) => router.push(href));
  useEffect(() => {
    let chordUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
      const inChord = Date.now() < chordUntil;
      chordUntil = 0;
      const target = inChord ? navItems.find((item) => item.key === event.key) : undefined;
      if (target) go(target.href);
      else if (event.key === 'g') chordUntil = Date.now() + chordMs;
      else if (event.key === '?') help();
      else if (event.key === '/') {
        event.preventDefault();
        if (!focusSearch()) palette();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="combobox"]') !== null;
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

/** The page's own search field, when it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}
