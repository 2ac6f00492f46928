import type { FieldErrors } from '#lib/errors.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { ClusterTemplateInput } from './schema.ts';

type DriverFields = Pick<
  ClusterTemplateInput,
  'coe' | 'serverType' | 'networkDriver' | 'volumeDriver' | 'dockerStorageDriver' | 'tlsDisabled' | 'registryEnabled'
>;

/** What the driver's manifest allows; pure, so that the wizard says the same as the server. */
export function driverRuleErrors(manifest: DriverManifest, input: DriverFields): FieldErrors {
  const errors: Record<string, string> = {};
  if (manifest.status === 'retired') errors.driverName = 'This driver is retired: it makes no new clusters. Choose another.';
  else if (manifest.coe !== input.coe) errors.driverName = `This driver makes ${manifest.coe} clusters. Choose one for ${input.coe}.`;
  if (!manifest.serverTypes.includes(input.serverType)) {
    errors.serverType = `This driver does not run on ${serverTypeWords[input.serverType]}.`;
  }
  if (!manifest.networkDrivers.includes(input.networkDriver)) {
    errors.networkDriver = `Choose ${oneOf(manifest.networkDrivers)}: this driver has no other.`;
  }
  if (input.volumeDriver !== null && !manifest.volumeDrivers.includes(input.volumeDriver)) {
    errors.volumeDriver = manifest.volumeDrivers.length
      ? `Choose ${oneOf(manifest.volumeDrivers)}, or none.`
      : 'This driver has no volume driver. Choose none.';
  }
  if (input.dockerStorageDriver !== null && !manifest.storageDrivers.includes(input.dockerStorageDriver)) {
    errors.dockerStorageDriver = manifest.storageDrivers.length
      ? `Choose ${oneOf(manifest.storageDrivers)}, or the driver's own choice.`
      : "This driver has no choice of storage drivers. Choose the driver's own.";
  }
  if (input.tlsDisabled && !manifest.features.tlsDisabled) errors.tlsDisabled = `${noWithoutTls} Switch it off.`;
  if (input.registryEnabled && !manifest.features.localRegistry) errors.registryEnabled = `${noRegistry} Switch it off.`;
  return errors;
}

export const noWithoutTls = 'Clusters of this driver always use TLS.';
export const noRegistry = 'This driver brings no registry along.';

const serverTypeWords = { vm: 'virtual machines', bm: 'bare metal' } as const;

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
