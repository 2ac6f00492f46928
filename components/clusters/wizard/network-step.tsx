'use client';

import { ChoicesFailure } from '#components/wizard/choices-failure.tsx';
import { fixedNetworkOptions, itemsOf, keypairOption, subnetOptions, zoneOption } from '#components/wizard/cloud-options.ts';
import { ComboboxField, RadioCardsField, TextField } from '#components/wizard/form-fields.tsx';
import { useClusterForm, type ClusterStepProps } from './use-cluster-form.ts';

export const networkFields = ['keypairId', 'availabilityZone', 'floatingIpEnabled', 'fixedNetworkId', 'fixedSubnetId', 'createTimeoutMin'] as const;

export function NetworkStep({ choices, chosen }: ClusterStepProps) {
  const { values, change } = useClusterForm();
  const template = chosen?.template;
  const networks = itemsOf(choices.networks);
  const subnets = itemsOf(choices.subnets);
  const networkOfTemplate = networks.find(({ id }) => id === template?.fixedNetworkId)?.name;
  return (
    <>
      <ChoicesFailure of={[choices.keypairs, choices.networks, choices.subnets, choices.zones]} />
      <div className="grid gap-6 sm:grid-cols-2">
        <ComboboxField
          name="keypairId"
          label="Keypair"
          optional
          placeholder={template?.keypairId ? `${template.keypairId} (template)` : 'None'}
          options={itemsOf(choices.keypairs).map(keypairOption)}
          emptyText="You have no keypair."
          help="For SSH to the nodes."
        />
        <ComboboxField
          name="availabilityZone"
          label="Availability zone"
          optional
          placeholder="Wherever there is room"
          options={itemsOf(choices.zones).map(zoneOption)}
        />
      </div>
      <RadioCardsField
        name="floatingIpEnabled"
        label="Floating IPs"
        columns={3}
        options={[
          { value: 'template', title: `Template: ${template?.floatingIpEnabled ? 'yes' : 'no'}` },
          { value: 'yes', title: 'Yes', description: 'Reached from outside' },
          { value: 'no', title: 'No', description: 'Reached from inside only' },
        ]}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <ComboboxField
          name="fixedNetworkId"
          label="Network"
          optional
          placeholder={networkOfTemplate ? `${networkOfTemplate} (template)` : 'A new network'}
          options={fixedNetworkOptions(networks, subnets)}
          onChosen={() => change({ fixedSubnetId: '' })}
        />
        <ComboboxField
          name="fixedSubnetId"
          label="Subnet"
          optional={!values.fixedNetworkId}
          disabled={!values.fixedNetworkId}
          placeholder={values.fixedNetworkId ? 'Choose a subnet' : 'Choose a network first'}
          options={subnetOptions(subnets, values.fixedNetworkId || null)}
        />
      </div>
      <TextField
        name="createTimeoutMin"
        label="Give up after"
        inputMode="numeric"
        suffix="minutes"
        className="sm:max-w-48"
        help="A create that takes longer counts as failed."
      />
    </>
  );
}
