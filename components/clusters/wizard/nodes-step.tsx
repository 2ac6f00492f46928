'use client';

import { ChoicesFailure } from '#components/wizard/choices-failure.tsx';
import { flavorOption, itemsOf } from '#components/wizard/cloud-options.ts';
import { ComboboxField, RadioCardsField, TextField } from '#components/wizard/form-fields.tsx';
import { useClusterForm, type ClusterStepProps } from './use-cluster-form.ts';

export const nodesFields = ['masterCount', 'nodeCount', 'masterFlavorId', 'flavorId', 'dockerVolumeSizeGib', 'masterLbEnabled'] as const;

const masterWords: Readonly<Record<number, string>> = {
  1: 'For trying out: no API while it is down',
  3: 'Goes on when one is lost',
  5: 'Goes on when two are lost',
  7: 'Goes on when three are lost',
};

export function NodesStep({ choices, chosen }: ClusterStepProps) {
  const { values, change } = useClusterForm();
  const template = chosen?.template;
  const manifest = chosen?.manifest ?? null;
  const image = itemsOf(choices.images).find(({ id }) => id === template?.imageId) ?? null;
  const flavors = itemsOf(choices.flavors).map((flavor) => flavorOption(flavor, manifest, image, template?.serverType ?? 'vm'));
  const behindLb = values.masterLbEnabled === 'yes' || (values.masterLbEnabled === 'template' && template?.masterLbEnabled === true);
  const sharesAddress = manifest?.features.virtualAddress === true;
  const needsLb = Number(values.masterCount) > 1 && !sharesAddress;

  const masterCounts = (manifest?.masterCounts ?? [1, 3, 5]).map((count) => ({
    value: String(count),
    title: String(count),
    description: masterWords[count] ?? `Goes on when ${Math.floor((count - 1) / 2)} are lost`,
    disabledReason: count > 1 && !choices.hasLoadBalancers && !sharesAddress ? 'This region has no load balancers.' : null,
  }));
  return (
    <>
      <ChoicesFailure of={[choices.flavors, choices.images]} />
      <RadioCardsField
        name="masterCount"
        label="Masters"
        columns={2}
        options={masterCounts}
        // Several masters are of no use without one address before them.
        onChosen={(count) => Number(count) > 1 && !behindLb && !sharesAddress && change({ masterLbEnabled: 'yes' })}
      />
      <RadioCardsField
        name="masterLbEnabled"
        label="Load balancer before the API"
        columns={3}
        options={[
          {
            value: 'template',
            title: `Template: ${template?.masterLbEnabled ? 'yes' : 'no'}`,
            disabledReason: needsLb && template && !template.masterLbEnabled ? 'Several masters need one.' : null,
          },
          { value: 'yes', title: 'Yes', disabledReason: choices.hasLoadBalancers ? null : 'This region has no load balancers.' },
          { value: 'no', title: 'No', disabledReason: needsLb ? 'Several masters need one.' : null },
        ]}
      />
      <TextField name="nodeCount" label="Minions" inputMode="numeric" className="sm:max-w-48" help="They run the applications." />
      <div className="grid gap-6 sm:grid-cols-2">
        <ComboboxField
          name="masterFlavorId"
          label="Flavor of masters"
          optional
          placeholder={template ? `${template.masterFlavorName} (template)` : 'As the template'}
          searchPlaceholder="Search by name or size"
          options={flavors}
        />
        <ComboboxField
          name="flavorId"
          label="Flavor of minions"
          optional
          placeholder={template ? `${template.flavorName} (template)` : 'As the template'}
          searchPlaceholder="Search by name or size"
          options={flavors}
        />
      </div>
      <TextField
        name="dockerVolumeSizeGib"
        label="Docker volume on each node"
        optional
        inputMode="numeric"
        suffix="GiB"
        className="sm:max-w-64"
        disabled={!choices.hasVolumes}
        placeholder={template?.dockerVolumeSizeGib ? `${template.dockerVolumeSizeGib} (template)` : 'none (template)'}
        help={choices.hasVolumes ? undefined : 'This region has no block storage.'}
      />
    </>
  );
}
