'use client';

import { useFormContext, useWatch } from 'react-hook-form';
import { itemsOf } from '#components/wizard/cloud-options.ts';
import type { CloudChoices, ImageChoice } from '#lib/cloud-choices/view.ts';
import type { ClusterTemplateFormValues } from '#lib/cluster-templates/form-values.ts';
import type { DriverOffer } from '#lib/driver-catalogue/view.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

export interface StepProps {
  drivers: readonly DriverOffer[];
  choices: CloudChoices;
}

/** What is in the form, with the driver and image it names. */
export function useTemplateForm({ drivers, choices }: StepProps) {
  const { control, setValue } = useFormContext<ClusterTemplateFormValues>();
  const values = useWatch({ control }) as ClusterTemplateFormValues;
  const driver = findDriver(drivers, values);
  const image: ImageChoice | null = itemsOf(choices.images).find(({ id }) => id === values.imageId) ?? null;
  const change = (changes: Partial<ClusterTemplateFormValues>) => {
    for (const [field, value] of Object.entries(changes)) {
      setValue(field as keyof ClusterTemplateFormValues, value, { shouldDirty: true, shouldValidate: true });
    }
  };
  return { values, driver, image, change };
}

function findDriver(
  drivers: readonly DriverManifest[],
  { driverName, driverVersion }: Pick<ClusterTemplateFormValues, 'driverName' | 'driverVersion'>,
): DriverManifest | null {
  return drivers.find(({ name, version }) => name === driverName && version === driverVersion) ?? null;
}
