import { checkLabels } from '#lib/drivers/check-labels.ts';
import type { LabelSpec } from '#lib/drivers/manifest.ts';
import type { FieldErrors } from '#lib/errors.ts';

/**
 * Labels the driver knows must be of their kind. Others may stay in a template, as they may in Magnum
 * (another version of the driver, or a tool beside the cluster, reads them); the wizard warns of them.
 */
export function knownLabelErrors(specs: readonly LabelSpec[], labels: Readonly<Record<string, string>>): FieldErrors {
  const known = new Set(specs.map(({ key }) => key));
  return checkLabels(specs, Object.fromEntries(Object.entries(labels).filter(([key]) => known.has(key)))).fieldErrors;
}
