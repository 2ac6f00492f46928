import type { FieldErrors as FormErrors, Resolver } from 'react-hook-form';
import { createClusterSchema, type CreateClusterInput } from '#lib/clusters/schema.ts';
import { checkLabels } from '#lib/drivers/check-labels.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** "As the template says", yes or no. */
export type Choice = 'template' | 'yes' | 'no';

/** What stands in the form: texts as typed, the empty one for "as the template says". */
export interface ClusterFormValues {
  submissionId: string;
  name: string;
  templateId: string;
  masterCount: string;
  nodeCount: string;
  masterFlavorId: string;
  flavorId: string;
  keypairId: string;
  availabilityZone: string;
  createTimeoutMin: string;
  fixedNetworkId: string;
  fixedSubnetId: string;
  dockerVolumeSizeGib: string;
  floatingIpEnabled: Choice;
  masterLbEnabled: Choice;
  labels: Record<string, string>;
}

export function startValues(submissionId: string, templateId: string): ClusterFormValues {
  return {
    submissionId,
    name: '',
    templateId,
    masterCount: '1',
    nodeCount: '2',
    masterFlavorId: '',
    flavorId: '',
    keypairId: '',
    availabilityZone: '',
    createTimeoutMin: '60',
    fixedNetworkId: '',
    fixedSubnetId: '',
    dockerVolumeSizeGib: '',
    floatingIpEnabled: 'template',
    masterLbEnabled: 'template',
    labels: {},
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
/** Not a number becomes NaN, which the schema refuses in words. */
const toNumber = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN);
const toFlag = (choice: Choice): boolean | null => (choice === 'template' ? null : choice === 'yes');

export function toCreateInput(values: ClusterFormValues): Record<keyof CreateClusterInput, unknown> {
  return {
    submissionId: values.submissionId,
    name: values.name.trim(),
    templateId: values.templateId,
    masterCount: toNumber(values.masterCount),
    nodeCount: toNumber(values.nodeCount),
    masterFlavorId: orNull(values.masterFlavorId),
    flavorId: orNull(values.flavorId),
    keypairId: orNull(values.keypairId),
    availabilityZone: orNull(values.availabilityZone),
    createTimeoutMin: toNumber(values.createTimeoutMin),
    fixedNetworkId: orNull(values.fixedNetworkId),
    fixedSubnetId: orNull(values.fixedSubnetId),
    dockerVolumeSizeGib: values.dockerVolumeSizeGib.trim() === '' ? null : toNumber(values.dockerVolumeSizeGib),
    floatingIpEnabled: toFlag(values.floatingIpEnabled),
    masterLbEnabled: toFlag(values.masterLbEnabled),
    labels: values.labels,
  };
}

/** The schema, and what the chosen template's driver says; the server checks the same again. */
export function clusterResolver(manifestOf: (templateId: string) => DriverManifest | null): Resolver<ClusterFormValues, unknown, CreateClusterInput> {
  return (values) => {
    const parsed = createClusterSchema.safeParse(toCreateInput(values));
    const errors: Record<string, unknown> = {};
    const add = (path: string, message: string) => {
      const [head = '', ...rest] = path.split('.');
      if (rest.length === 0) errors[head] ??= { type: 'schema', message };
      else errors[head] = { [rest.join('.')]: { type: 'schema', message }, ...(errors[head] as object | undefined) };
    };
    for (const issue of parsed.error?.issues ?? []) add(issue.path.join('.'), issue.message);
    const manifest = manifestOf(values.templateId);
    if (manifest) {
      for (const [path, message] of Object.entries(checkLabels(manifest.labels, values.labels).fieldErrors)) add(path, message);
      const count = toNumber(values.masterCount);
      if (!Number.isNaN(count) && !manifest.masterCounts.includes(count)) {
        add('masterCount', `This driver makes clusters of ${manifest.masterCounts.join(', ')} masters.`);
      }
    }
    return parsed.success && Object.keys(errors).length === 0
      ? { values: parsed.data, errors: {} }
      : { values: {}, errors: errors as FormErrors<ClusterFormValues> };
  };
}
