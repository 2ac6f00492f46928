'use client';

import { useCallback } from 'react';
import { toFormValues } from '#lib/cluster-templates/form-values.ts';
import type { ClusterTemplateInput, UpdateClusterTemplateInput } from '#lib/cluster-templates/schema.ts';
import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { TemplateWizard } from './template-wizard.tsx';
import type { StepProps } from './use-template-form.ts';

interface EditTemplateProps extends StepProps {
  template: ClusterTemplateView;
  publishReason: string | null;
  basicsOnly: boolean;
  refused: string | null;
  updateTemplate: (input: UpdateClusterTemplateInput) => Promise<ActionResult<{ id: string; name: string }>>;
  draftKey: string;
}

/** The wizard on a stored template; says which state of it was edited, so that nobody overwrites another. */
export function EditTemplate(props: EditTemplateProps) {
  const { template, updateTemplate } = props;
  const { id, updatedAt } = template;
  const save = useCallback(
    (input: ClusterTemplateInput) => updateTemplate({ ...input, id, expectedUpdatedAt: updatedAt }),
    [updateTemplate, id, updatedAt],
  );
  return (
    <TemplateWizard
      key={`${id}:${updatedAt}`}
      drivers={props.drivers}
      choices={props.choices}
      start={toFormValues(template)}
      publishReason={props.publishReason}
      basicsOnly={props.basicsOnly}
      submitLabel="Save changes"
      submitDisabledReason={props.refused}
      onSubmit={save}
      cancelHref={routes.clusterTemplate(id)}
      draftKey={props.draftKey}
    />
  );
}
