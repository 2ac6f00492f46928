'use client';

import { useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { dropDraft, loadDraft, saveDraft } from './draft.ts';

const saveDelayMs = 300;

interface DraftHandle {
  /** ISO time of the draft that was put back, until the user has taken note. */
  restoredAt: string | null;
  acknowledge: () => void;
  startOver: () => void;
  /** After the form was sent. */
  drop: () => void;
}

/** Puts a draft back when the wizard opens, and keeps one while it is filled in. */
export function useDraft<Draft extends FieldValues, Input>(
  form: UseFormReturn<Draft, unknown, Input>,
  key: string | null,
  clean: (values: Draft) => Draft = (values) => values,
): DraftHandle {
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const start = useRef<Draft | null>(null);
  const ended = useRef(false);
  const cleaner = useRef(clean);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    cleaner.current = clean;
  }, [clean]);

  useEffect(() => {
    if (key === null) return;
    start.current ??= structuredClone(form.getValues());
    const stored = loadDraft(key, start.current);
    if (stored) {
      form.reset(stored.values, { keepDefaultValues: true });
      // The storage can only be read once the page is in the browser: the first render knows of no draft.
      setRestoredAt(stored.savedAt);
    }
    const save = () => {
      if (ended.current) return;
      saveDraft(key, cleaner.current(form.getValues()));
    };
    const subscription = form.watch((_values, { name }) => {
      if (name === undefined) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, saveDelayMs);
    });
    return () => {
      subscription.unsubscribe();
      clearTimeout(timer.current);
      if (form.formState.isDirty) save();
    };
  }, [form, key]);

  return {
    restoredAt,
    acknowledge: () => setRestoredAt(null),
    startOver: () => {
      clearTimeout(timer.current);
      if (key !== null) dropDraft(key);
      form.reset(start.current ?? undefined);
      setRestoredAt(null);
    },
    drop: () => {
      ended.current = true;
      clearTimeout(timer.current);
      if (key !== null) dropDraft(key);
    },
  };
}
