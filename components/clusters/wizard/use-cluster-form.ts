'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import type { CloudChoices } from '#lib/cloud-choices/view.ts';
import type { TemplateWithDriver } from '#lib/clusters/read-template.ts';
import type { ClusterFormValues } from '../cluster-form.ts';

export interface ClusterStepProps {
  choices: CloudChoices;
  /** Null until a template is chosen and read. */
  chosen: TemplateWithDriver | null;
}

export function useClusterForm() {
  const { control, setValue } = useFormContext<ClusterFormValues>();
  const values = useWatch({ control }) as ClusterFormValues;
  const change = (changes: Partial<ClusterFormValues>) => {
    for (const [field, value] of Object.entries(changes)) {
      setValue(field as keyof ClusterFormValues, value, { shouldDirty: true, shouldValidate: true });
    }
  };
  return { values, change };
}
