'use client';

import { itemsOf } from '#components/wizard/cloud-options.ts';
import { ComboboxField, TextField } from '#components/wizard/form-fields.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CloudChoices } from '#lib/cloud-choices/view.ts';
import type { TemplateOffer } from '#lib/clusters/prepare-cluster-wizard.ts';
import type { TemplateWithDriver } from '#lib/clusters/read-template.ts';
import { TemplateCard } from './template-card.tsx';
import { useClusterForm } from './use-cluster-form.ts';

export const basicsFields = ['name', 'templateId'] as const;

interface BasicsStepProps {
  images: CloudChoices['images'];
  templates: readonly TemplateOffer[];
  chosen: TemplateWithDriver | null;
  onTemplateChosen: (templateId: string | null) => void;
  templateFailure: string | null;
}

export function BasicsStep({ images, templates, chosen, onTemplateChosen, templateFailure }: BasicsStepProps) {
  const { values } = useClusterForm();
  const notReady = new Map(itemsOf(images).flatMap(({ id, name, notReady }) => (notReady ? [[id, `Its image ${name} is still being uploaded.`]] : [])));
  return (
    <>
      <TextField
        name="name"
        label="Name"
        placeholder="production"
        autoFocus
        help="Begins with a letter; letters, digits, dots, hyphens and underscores. It names the servers too."
      />
      <ComboboxField
        name="templateId"
        label="Cluster template"
        placeholder="Choose a cluster template"
        searchPlaceholder="Search by name, image or driver"
        emptyText="There is no cluster template yet. Create one first."
        options={templates.map((template) => ({
          value: template.id,
          label: template.name,
          description: `${template.imageName} · ${template.masterFlavorName} / ${template.flavorName}`,
          keywords: [template.imageName, template.driverName, template.coe],
          aside: template.driverStatus === 'released' ? null : template.driverStatus,
          disabledReason: template.refusal ?? notReady.get(template.imageId) ?? null,
          group: template.own ? 'Of this project' : 'Public',
        }))}
        onChosen={onTemplateChosen}
      />
      {templateFailure ? <p role="alert" className="text-sm text-failed">{templateFailure}</p> : null}
      {chosen ? <TemplateCard chosen={chosen} /> : values.templateId && !templateFailure ? <Skeleton className="h-36 w-full" /> : null}
    </>
  );
}
