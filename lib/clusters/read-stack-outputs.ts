import type { DriverManifest } from '#lib/drivers/manifest.ts';

export interface StackFindings {
  apiAddress?: string | null;
  coeVersion?: string | null;
  masterAddresses?: string[];
  nodeAddresses?: string[];
}

/** Magnum's output names, for a driver whose folder is no longer at hand. */
export const usualOutputs: DriverManifest['outputs'] = {
  api_address: 'apiAddress',
  kube_masters: 'masterAddresses',
  kube_minions: 'nodeAddresses',
  coe_version: 'coeVersion',
};

/** What a stack's outputs say of the cluster, by the driver's mapping; absent outputs change nothing. */
export function readStackOutputs(outputs: Readonly<Record<string, unknown>>, mapping: DriverManifest['outputs']): StackFindings {
  const findings: StackFindings = {};
  for (const [key, field] of Object.entries(mapping)) {
    const value = outputs[key];
    if (value === undefined || value === null) continue;
    if (field === 'masterAddresses' || field === 'nodeAddresses') findings[field] = toTexts(value);
    else findings[field] = toTexts(value)[0] ?? null;
  }
  return findings;
}

/** Heat gives lists, or maps by the number of the member, with gaps where an address is not known. */
function toTexts(value: unknown): string[] {
  const values = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return values.filter((one): one is string | number => typeof one === 'string' || typeof one === 'number').map(String).filter((text) => text !== '');
}
