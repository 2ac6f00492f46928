'use client';

import { useEffect, useRef, useState } from 'react';
import { createClusterSchema, type CreateClusterInput } from '#lib/clusters/schema.ts';
import type { ClusterPreview } from '#lib/clusters/preview.ts';
import type { ActionResult } from '#lib/errors.ts';
import { toCreateInput, type ClusterFormValues } from './cluster-form.ts';

const pauseMs = 500;
/** Stands for the name until there is a good one: it changes neither counts nor quota. */
const stopGapName = 'cluster';

export interface PreviewState {
  /** The newest preview there is; older values while a new one is under way. */
  preview: ClusterPreview | null;
  failure: Extract<ActionResult<unknown>, { ok: false }> | null;
  loading: boolean;
}

/** Asks what would be made, a short while after the last change, as long as the values make sense. */
export function usePreview(
  values: ClusterFormValues,
  previewCluster: (input: CreateClusterInput) => Promise<ActionResult<ClusterPreview>>,
): PreviewState {
  const [state, setState] = useState<PreviewState>({ preview: null, failure: null, loading: false });
  const candidate = toCreateInput(values);
  const named = createClusterSchema.shape.name.safeParse(candidate.name).success;
  const parsed = createClusterSchema.safeParse(named ? candidate : { ...candidate, name: stopGapName });
  const key = parsed.success ? JSON.stringify(parsed.data) : null;
  const newest = useRef<string | null>(null);

  useEffect(() => {
    newest.current = key;
    if (key === null) {
      setState((before) => ({ ...before, loading: false }));
      return;
    }
    setState((before) => ({ ...before, loading: true }));
    const timer = setTimeout(() => {
      previewCluster(JSON.parse(key) as CreateClusterInput)
        .catch(() => noAnswer)
        .then((result) => {
          if (newest.current !== key) return;
          setState((before) => ({
            preview: result.ok ? result.value : before.preview,
            failure: result.ok ? null : result,
            loading: false,
          }));
        });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [key, previewCluster]);

  return state;
}

const noAnswer = { ok: false, code: 'UNREACHABLE', userMessage: 'The portal did not answer. Try again in a moment.' } as const;
