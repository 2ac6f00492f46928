'use client';

import { useEffect, useRef, useState } from 'react';
import { useRouter } from 'next/navigation';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useAction } from '#components/frame/use-action.ts';
import { Wizard, type WizardStep } from '#components/wizard/wizard.tsx';
import type { CloudChoices } from '#lib/cloud-choices/view.ts';
import type { ClusterPreview } from '#lib/clusters/preview.ts';
import type { TemplateOffer } from '#lib/clusters/prepare-cluster-wizard.ts';
import type { TemplateWithDriver } from '#lib/clusters/read-template.ts';
import type { CreateClusterInput } from '#lib/clusters/schema.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { clusterResolver, startValues, type ClusterFormValues } from '../cluster-form.ts';
import { nodesWord } from '../nodes-word.ts';
import { usePreview } from '../use-preview.ts';
import { BasicsStep, basicsFields } from './basics-step.tsx';
import { ClusterSummary } from './cluster-summary.tsx';
import { LabelsStep, labelsFields } from './labels-step.tsx';
import { NetworkStep, networkFields } from './network-step.tsx';
import { NodesStep, nodesFields } from './nodes-step.tsx';
import { ReviewStep } from './review-step.tsx';

export interface ClusterWizardProps {
  /** Made anew with each opening of the page: sending the form twice makes one cluster. */
  submissionId: string;
  templates: readonly TemplateOffer[];
  /** The one named in the address. */
  initial: TemplateWithDriver | null;
  choices: CloudChoices;
  /** Names the draft: user and project. */
  draftOwner: string;
  createCluster: (input: CreateClusterInput) => Promise<ActionResult<{ clusterId: string }>>;
  previewCluster: (input: CreateClusterInput) => Promise<ActionResult<ClusterPreview>>;
  readTemplate: (input: { templateId: string }) => Promise<ActionResult<TemplateWithDriver>>;
}

export function ClusterWizard(props: ClusterWizardProps) {
  const { templates, choices } = props;
  const router = useRouter();
  const { run: createCluster } = useAction(props.createCluster);
  const { chosen, failure: templateFailure, read, manifestOf } = useTemplates(props.initial, props.readTemplate);
  const form = useForm<ClusterFormValues, unknown, CreateClusterInput>({
    mode: 'onTouched',
    defaultValues: startValues(props.submissionId, props.initial?.template.id ?? onlyOne(templates)),
    resolver: clusterResolver(manifestOf),
  });
  const values = useWatch({ control: form.control }) as ClusterFormValues;
  const preview = usePreview(values, props.previewCluster);
  const template = chosen(values.templateId);

  useEffect(() => read(values.templateId), [read, values.templateId]);

  const steps: WizardStep[] = [
    {
      id: 'basics',
      title: 'Name and template',
      hint: template?.template.name ?? 'What it is made from',
      fields: basicsFields,
      content: <BasicsStep images={choices.images} templates={templates} chosen={template} onTemplateChosen={(id) => read(id ?? '')} templateFailure={templateFailure} />,
    },
    {
      id: 'nodes',
      title: 'Nodes',
      hint: nodesWord(values),
      description: 'How many and how big. What is left empty is as the template says.',
      fields: nodesFields,
      content: <NodesStep choices={choices} chosen={template} />,
    },
    {
      id: 'network',
      title: 'Access and network',
      hint: values.availabilityZone || 'Keypair, zone, network',
      fields: networkFields,
      content: <NetworkStep choices={choices} chosen={template} />,
    },
    {
      id: 'labels',
      title: 'Labels',
      hint: labelsHint(Object.keys(values.labels).length),
      description: "The driver's fine settings: the template's, and yours over them.",
      fields: labelsFields,
      content: <LabelsStep chosen={template} />,
    },
    {
      id: 'review',
      title: 'Review',
      hint: 'Before anything exists',
      description: 'What will be made, what it takes from your quota, and the same by the command line.',
      fields: [],
      needsAllValid: true,
      content: <ReviewStep state={preview} name={values.name.trim()} />,
    },
  ];

  return (
    <Wizard
      form={form}
      steps={steps}
      summary={
        <FormProvider {...form}>
          <ClusterSummary state={preview} chosen={template} />
        </FormProvider>
      }
      submitLabel="Create cluster"
      submitAnywhere
      submitDisabledReason={preview.preview && !preview.loading ? preview.preview.bill.blockedBecause : null}
      onSubmit={createCluster}
      onDone={({ clusterId }) => router.push(routes.cluster(clusterId))}
      cancelHref={routes.clusters}
      draftKey={`cluster:${props.draftOwner}`}
    />
  );
}

/** Where there is but one template, a name is enough. */
function onlyOne(templates: readonly TemplateOffer[]): string {
  const [first, ...others] = templates.filter(({ refusal }) => refusal === null);
  return first && others.length === 0 ? first.id : '';
}

function labelsHint(count: number): string {
  if (count === 0) return 'As the template says';
  return count === 1 ? '1 of yours' : `${count} of yours`;
}

/** Templates read so far, since a draft or a choice may name another than the address. */
function useTemplates(initial: TemplateWithDriver | null, readTemplate: ClusterWizardProps['readTemplate']) {
  const [known, setKnown] = useState<Readonly<Record<string, TemplateWithDriver>>>(initial ? { [initial.template.id]: initial } : {});
  const [failure, setFailure] = useState<string | null>(null);
  const asked = useRef(new Set<string>(initial ? [initial.template.id] : []));
  const latest = useRef(known);
  useEffect(() => {
    latest.current = known;
  }, [known]);
  const [read] = useState(() => (templateId: string) => {
    if (templateId === '' || asked.current.has(templateId)) return;
    asked.current.add(templateId);
    setFailure(null);
    readTemplate({ templateId })
      .catch(() => null)
      .then((result) => {
        if (result?.ok) setKnown((before) => ({ ...before, [templateId]: result.value }));
        else {
          asked.current.delete(templateId);
          setFailure(result?.userMessage ?? 'The template could not be read. Choose it again in a moment.');
        }
      });
  });
  const [manifestOf] = useState(() => (templateId: string) => latest.current[templateId]?.manifest ?? null);
  return { chosen: (templateId: string) => known[templateId] ?? null, failure, read, manifestOf };
}
