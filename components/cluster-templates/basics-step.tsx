'use client';

import { MoreFields, SwitchField, TextareaField, TextField } from '#components/wizard/form-fields.tsx';

interface BasicsStepProps {
  /** Why the visibility cannot be changed by this user; null for administrators. */
  publishReason: string | null;
}

export const basicsFields = ['name', 'description', 'tags', 'public', 'hidden'] as const;

export function BasicsStep({ publishReason }: BasicsStepProps) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        placeholder="production"
        help="Several templates may have the same name; the description tells them apart."
        autoFocus
      />
      <TextareaField
        name="description"
        label="Description"
        optional
        rows={2}
        placeholder="Who should use it, and what for"
      />
      <TextField name="tags" label="Tags" optional placeholder="team-a, gpu" help="Separated by commas. The list finds templates by them." />
      <MoreFields title="Who sees it" fields={['public', 'hidden']}>
        <SwitchField
          name="public"
          label="Public"
          description="Members of all projects may make clusters from it."
          disabledReason={publishReason}
        />
        <SwitchField
          name="hidden"
          label="Hidden"
          description="Other projects no longer find it in their lists. Clusters made from it are not touched."
          disabledReason={publishReason}
        />
      </MoreFields>
    </>
  );
}
