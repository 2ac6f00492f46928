'use client';

import { ChoicesFailure } from '#components/wizard/choices-failure.tsx';
import { flavorOption, itemsOf, keypairOption } from '#components/wizard/cloud-options.ts';
import { ComboboxField, SelectField, TextField } from '#components/wizard/form-fields.tsx';
import { networkStorageOptions } from './network-storage-options.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export const nodesFields = [
  'masterFlavorId', 'flavorId', 'keypairId', 'volumeDriver', 'dockerVolumeSizeGib', 'dockerStorageDriver',
] as const;

export function NodesStep(props: StepProps) {
  const { choices } = props;
  const { values, driver, image } = useTemplateForm(props);
  const flavors = itemsOf(choices.flavors).map((flavor) => flavorOption(flavor, driver, image, values.serverType));
  const keypairs = itemsOf(choices.keypairs).map(keypairOption);
  const kept = values.keypairId && !keypairs.some(({ value }) => value === values.keypairId);
  return (
    <>
      <ChoicesFailure of={[choices.flavors, choices.keypairs]} />
      <div className="grid gap-6 sm:grid-cols-2">
        <ComboboxField
          name="masterFlavorId"
          label="Flavor of masters"
          placeholder="Choose a flavor"
          searchPlaceholder="Search by name or size"
          options={flavors}
        />
        <ComboboxField
          name="flavorId"
          label="Flavor of minions"
          placeholder="Choose a flavor"
          searchPlaceholder="Search by name or size"
          options={flavors}
        />
      </div>
      <ComboboxField
        name="keypairId"
        label="Keypair"
        optional
        placeholder="None"
        options={kept ? [...keypairs, { value: values.keypairId, label: values.keypairId, description: 'of the member who made this template' }] : keypairs}
        emptyText="You have no keypair."
        help="For SSH to the nodes. Keypairs belong to users, so a template for others is better without one: each chooses their own."
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          name="dockerVolumeSizeGib"
          label="Docker volume"
          optional
          inputMode="numeric"
          suffix="GiB"
          disabled={!choices.hasVolumes}
          help={choices.hasVolumes ? 'A volume of its own on each node for images and containers. Empty: they live on the root disk.' : 'This region has no block storage.'}
          deps={['dockerStorageDriver']}
        />
        <SelectField
          name="dockerStorageDriver"
          label="Docker storage driver"
          optional
          placeholder="The driver's own choice"
          disabled={driver?.storageDrivers.length === 0}
          options={networkStorageOptions('storageDrivers', driver, image, values.labels)}
          deps={['dockerVolumeSizeGib']}
          help={driver?.storageDrivers.length === 0 ? 'This driver has no choice.' : undefined}
        />
      </div>
      <SelectField
        name="volumeDriver"
        label="Volume driver"
        optional
        placeholder="None"
        disabled={driver?.volumeDrivers.length === 0}
        options={(driver?.volumeDrivers ?? []).map((word) => ({ value: word, label: word }))}
        help="Lets the cluster's applications have volumes of the cloud."
      />
    </>
  );
}
