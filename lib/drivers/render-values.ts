import { z } from 'zod';
import { checkLabels, effectiveLabels } from './check-labels.ts';
import type { Driver } from './driver.ts';
import type { DriverValues } from './values.ts';

const textOrNull = z.string().nullable().default(null);
const texts = z.array(z.string()).default([]);

/** The file given to `npm run render`: the fields of DriverValues; drivers/README.md has an example. */
export const renderValuesSchema = z.strictObject({
  clusterId: z.string().default('0193aaaa-0000-7000-8000-00000000abcd'),
  projectId: z.string().default('0123456789abcdef0123456789abcdef'),
  userId: z.string().default('fedcba9876543210fedcba9876543210'),
  clusterName: z.string().default('rendered'),
  stackName: z.string().default('rendered-0000abcd'),
  serverType: z.enum(['vm', 'bm']).optional(),
  masterCount: z.number().int().positive().default(1),
  nodeCount: z.number().int().nonnegative().default(1),
  masterFlavorId: z.string().optional(),
  flavorId: z.string(),
  imageId: z.string(),
  keypairId: textOrNull,
  availabilityZone: textOrNull,
  externalNetworkId: z.string(),
  fixedNetworkId: textOrNull,
  fixedSubnetId: textOrNull,
  networkDriver: z.string().optional(),
  volumeDriver: textOrNull,
  dnsNameservers: texts,
  dockerVolumeSizeGib: z.number().int().positive().nullable().default(null),
  dockerStorageDriver: textOrNull,
  httpProxy: textOrNull,
  httpsProxy: textOrNull,
  noProxy: textOrNull,
  ntpServers: texts,
  rootCaPem: textOrNull,
  insecureRegistry: textOrNull,
  containerInfraPrefix: textOrNull,
  registryEnabled: z.boolean().default(false),
  tlsDisabled: z.boolean().default(false),
  masterLbEnabled: z.boolean().default(false),
  floatingIpEnabled: z.boolean().default(true),
  apiserverPort: z.number().int().nullable().default(null),
  createTimeoutMin: z.number().int().nonnegative().default(60),
  authUrl: z.string().default('http://127.0.0.1:5000/v3'),
  region: z.string().default('RegionOne'),
  labels: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
  /** What is not given is made for this one rendering. */
  secrets: z.record(z.string(), z.string()).default({}),
});

export type RenderValues = z.output<typeof renderValuesSchema>;

/**
 * Values for one rendering, the driver's own defaults under those given.
 * @throws Error with one line for each value the driver does not take
 */
export function toRenderedValues({ manifest }: Driver, given: RenderValues, made: DriverValues['secrets']): DriverValues {
  const faults = Object.values(checkLabels(manifest.labels, given.labels).fieldErrors);
  for (const name of Object.keys(given.secrets)) if (!(name in made)) faults.push(`There is no secret ${name}; there are ${Object.keys(made).join(', ')}.`);
  if (!manifest.masterCounts.includes(given.masterCount)) faults.push(`This driver makes clusters of ${manifest.masterCounts.join(', ')} masters.`);
  const serverType = given.serverType ?? manifest.serverTypes[0] ?? 'vm';
  if (!manifest.serverTypes.includes(serverType)) faults.push(`This driver runs on ${manifest.serverTypes.join(', ')}.`);
  const networkDriver = given.networkDriver ?? manifest.networkDrivers[0] ?? '';
  if (!manifest.networkDrivers.includes(networkDriver)) faults.push(`This driver has the network drivers ${manifest.networkDrivers.join(', ')}.`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    ...given,
    coe: manifest.coe,
    serverType,
    networkDriver,
    masterFlavorId: given.masterFlavorId ?? given.flavorId,
    labels: effectiveLabels(manifest.labels, {}, given.labels),
    secrets: { ...made, ...given.secrets },
  };
}
