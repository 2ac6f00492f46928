'use client';

import { useEffect, useState } from 'react';
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
  const [answer, setAnswer] = useState<Answer>({ key: null, preview: null, failure: null });
  const candidate = toCreateInput(values);
  const named = createClusterSchema.shape.name.safeParse(candidate.name).success;
  const parsed = createClusterSchema.safeParse(named ? candidate : { ...candidate, name: stopGapName });
  const key = parsed.success ? JSON.stringify(parsed.data) : null;

  useEffect(() => {
    if (key === null) return;
    let current = true;
    const timer = setTimeout(() => {
      previewCluster(JSON.parse(key) as CreateClusterInput)
        .catch(() => noAnswer)
        .then((result) => {
          if (!current) return;
          setAnswer((before) => ({
            key,
            preview: result.ok ? result.value : before.preview,
            failure: result.ok ? null : result,
          }));
        });
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key, previewCluster]);

  const loading = key !== null && answer.key !== key;
  return { preview: answer.preview, failure: loading ? null : answer.failure, loading };
}

interface Answer extends Omit<PreviewState, 'loading'> {
  /** The input it answers. */
  key: string | null;
}

const noAnswer = { ok: false, code: 'UNREACHABLE', userMessage: 'The portal did not answer. Try again in a moment.' } as const;
