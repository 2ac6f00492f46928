'use client';

import { useEffect, useMemo } from 'react';
import { useRouter } from 'next/navigation';
import { useForm, useWatch } from 'react-hook-form';
import { withoutUserInfo } from '#components/wizard/draft.ts';
import { itemsOf } from '#components/wizard/cloud-options.ts';
import { Wizard, type WizardStep } from '#components/wizard/wizard.tsx';
import type { ClusterTemplateFormValues } from '#lib/cluster-templates/form-values.ts';
import type { ClusterTemplateDraft, ClusterTemplateInput } from '#lib/cluster-templates/schema.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { BasicsStep, basicsFields } from './basics-step.tsx';
import { coeTitle } from './coe-words.ts';
import { DriverStep, driverFields } from './driver-step.tsx';
import { EnvironmentStep, environmentFields } from './environment-step.tsx';
import { LabelsStep, labelsFields } from './labels-step.tsx';
import { NetworkStep, networkFields } from './network-step.tsx';
import { NodesStep, nodesFields } from './nodes-step.tsx';
import { templateResolver } from './template-resolver.ts';
import { TemplateSummary } from './template-summary.tsx';
import type { StepProps } from './use-template-form.ts';

interface TemplateWizardProps extends StepProps {
  start: ClusterTemplateFormValues;
  /** Why the visibility cannot be changed by this user. */
  publishReason: string | null;
  /** Only name, description, tags and visibility: clusters use the template. */
  basicsOnly?: boolean;
  submitLabel: string;
  submitDisabledReason: string | null;
  onSubmit: (input: ClusterTemplateInput) => Promise<ActionResult<{ id: string; name: string }>>;
  cancelHref: string;
  draftKey: string | null;
}

const cloudFields = ['imageId', 'flavorId', 'masterFlavorId', 'externalNetworkId'] as const;

/** Creating, copying and editing are the same wizard with another start and another end. */
export function TemplateWizard(props: TemplateWizardProps) {
  const { drivers, choices, start, publishReason, basicsOnly } = props;
  const router = useRouter();
  const resolver = useMemo(() => templateResolver(basicsOnly ? [] : drivers, itemsOf(choices.images)), [drivers, choices.images, basicsOnly]);
  const form = useForm<ClusterTemplateDraft, unknown, ClusterTemplateInput>({
    resolver,
    defaultValues: start,
    mode: 'onTouched',
    shouldUnregister: false,
  });
  const coe = useWatch({ control: form.control, name: 'coe' });

  // A service that was silent at first has answered: what it makes the default fills fields still empty.
  useEffect(() => {
    for (const field of cloudFields) {
      if (!form.getValues(field) && start[field]) form.resetField(field, { defaultValue: start[field] });
    }
  }, [form, start]);

  const step = { drivers, choices };

  const basics: WizardStep = {
    id: 'basics',
    title: 'Basics',
    hint: 'Name, who sees it',
    fields: basicsFields,
    content: <BasicsStep publishReason={publishReason} />,
  };
  const steps: WizardStep[] = [
    basics,
    {
      id: 'driver',
      title: 'Image and driver',
      hint: coeTitle(coe),
      description: 'What the nodes run, and what builds them.',
      fields: driverFields,
      content: <DriverStep {...step} />,
    },
    {
      id: 'nodes',
      title: 'Nodes',
      hint: 'Flavors and volumes',
      description: 'Masters run the control plane, minions the applications. A cluster may choose other flavors.',
      fields: nodesFields,
      content: <NodesStep {...step} />,
    },
    {
      id: 'network',
      title: 'Network',
      hint: 'External and own',
      fields: networkFields,
      content: <NetworkStep {...step} />,
    },
    {
      id: 'environment',
      title: 'Surroundings',
      hint: 'Proxy, NTP, root CA',
      description: 'What nodes must know about the place they run in. All of it may stay empty.',
      fields: environmentFields,
      content: <EnvironmentStep {...step} />,
    },
    {
      id: 'labels',
      title: 'Labels',
      hint: 'Tuning of the driver',
      description: 'What is not set here follows the default of the driver. A cluster may set its own.',
      fields: labelsFields,
      content: <LabelsStep {...step} />,
    },
  ];

  return (
    <Wizard
      form={form}
      steps={basicsOnly ? [basics] : steps}
      summary={<TemplateSummary {...step} />}
      submitLabel={props.submitLabel}
      submitDisabledReason={props.submitDisabledReason}
      submitAnywhere
      onSubmit={props.onSubmit}
      onDone={({ id }) => {
        router.push(routes.clusterTemplate(id));
        router.refresh();
      }}
      cancelHref={props.cancelHref}
      draftKey={props.draftKey}
      cleanDraft={withoutSecrets}
    />
  );
}

/** A password typed into a proxy's address is refused later; it must not be kept until then either. */
function withoutSecrets(values: ClusterTemplateDraft): ClusterTemplateDraft {
  return {
    ...values,
    httpProxy: values.httpProxy ? withoutUserInfo(values.httpProxy) : values.httpProxy,
    httpsProxy: values.httpsProxy ? withoutUserInfo(values.httpsProxy) : values.httpsProxy,
    rootCaPem: values.rootCaPem?.includes('PRIVATE KEY') ? '' : values.rootCaPem,
  };
}
