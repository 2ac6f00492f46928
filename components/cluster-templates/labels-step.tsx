'use client';

import { useController, useFormContext } from 'react-hook-form';
import { LabelEditor } from '#components/wizard/label-editor.tsx';
import type { ClusterTemplateFormValues } from '#lib/cluster-templates/form-values.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export const labelsFields = ['labels'] as const;

export function LabelsStep(props: StepProps) {
  const { driver } = useTemplateForm(props);
  const { control, formState } = useFormContext<ClusterTemplateFormValues>();
  const { field } = useController({ name: 'labels', control });
  return (
    <LabelEditor
      specs={driver?.labels ?? []}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      errors={messagesOf(formState.errors.labels)}
    />
  );
}

/** React Hook Form's tree below `labels`, flat: a key with dots is a tree of its own there. */
function messagesOf(tree: unknown, prefix = ''): Record<string, string> {
  if (typeof tree !== 'object' || tree === null) return {};
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]: [string, unknown]) => {
      const path = prefix ? `${prefix}.${key}` : key;
      if (typeof value !== 'object' || value === null || key === 'ref') return {};
      return 'message' in value && typeof value.message === 'string' ? { [path]: value.message } : messagesOf(value, path);
    }),
  ) as Record<string, string>;
}
