import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldErrors as FormErrors, Resolver } from 'react-hook-form';
import type { ImageChoice } from '#lib/cloud-choices/view.ts';
import { driverRuleErrors } from '#lib/cluster-templates/check-driver-rules.ts';
import { knownLabelErrors } from '#lib/cluster-templates/known-label-errors.ts';
import type { ClusterTemplateFormValues } from '#lib/cluster-templates/form-values.ts';
import { clusterTemplateSchema, type ClusterTemplateDraft, type ClusterTemplateInput } from '#lib/cluster-templates/schema.ts';
import { driverErrors } from '#lib/drivers/accepts-drivers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** The schema, and what the chosen driver's manifest says; the server checks the same again. */
export function templateResolver(drivers: readonly DriverManifest[], images: readonly ImageChoice[]): Resolver<ClusterTemplateDraft, unknown, ClusterTemplateInput> {
  const bySchema = zodResolver(clusterTemplateSchema);
  return async (values, context, options) => {
    const result = await bySchema(values, context, options);
    const extra = byDriver(values as ClusterTemplateFormValues, drivers, images);
    const errors = { ...extra, ...result.errors };
    const labels = { ...extra.labels, ...result.errors.labels };
    // The labels are one field to the form: without a type of its own their tree of errors is not seen there.
    if (Object.keys(labels).length > 0) {
      Object.assign(errors, { labels: { ...labels, type: 'labels', message: 'Some labels need a look.' } });
    }
    return Object.keys(errors).length === 0 ? result : { values: {}, errors };
  };
}

function byDriver(
  values: ClusterTemplateFormValues,
  drivers: readonly DriverManifest[],
  images: readonly ImageChoice[],
): FormErrors<ClusterTemplateDraft> {
  const manifest = drivers.find(({ name, version }) => name === values.driverName && version === values.driverVersion);
  if (!manifest) return {};
  const errors: Record<string, unknown> = {};
  const chosen = {
    coe: values.coe,
    serverType: values.serverType,
    networkDriver: values.networkDriver,
    volumeDriver: values.volumeDriver || null,
    dockerStorageDriver: values.dockerStorageDriver || null,
    tlsDisabled: values.tlsDisabled,
    registryEnabled: values.registryEnabled,
  };
  const image = images.find(({ id }) => id === values.imageId);
  const rules = { ...(image ? driverErrors({ manifest, image, labels: values.labels }, chosen) : {}), ...driverRuleErrors(manifest, chosen) };
  for (const [field, message] of Object.entries(rules)) errors[field] = { type: 'driver', message };
  const wrongLabels = Object.entries(knownLabelErrors(manifest.labels, values.labels));
  if (wrongLabels.length > 0) {
    errors.labels = Object.fromEntries(
      wrongLabels.map(([path, message]) => [path.replace(/^labels\./, ''), { type: 'driver', message }]),
    );
  }
  return errors as FormErrors<ClusterTemplateDraft>;
}
