import { z } from 'zod';
import type { AvailabilityZone, Flavor, Keypair, QuotaFigure } from './types.ts';

const linksSchema = z.array(z.object({ rel: z.string(), href: z.string() })).nullish();

const flavorSchema = z.object({
  id: z.string(),
  name: z.string(),
  vcpus: z.number(),
  ram: z.number(),
  disk: z.number(),
  'OS-FLV-EXT-DATA:ephemeral': z.number().default(0),
  'OS-FLV-DISABLED:disabled': z.boolean().default(false),
  'os-flavor-access:is_public': z.boolean().default(true),
  /** Absent where the cloud's policy hides them. */
  extra_specs: z.record(z.string(), z.string()).optional(),
});

export const flavorsAnswerSchema = z.object({ flavors: z.array(flavorSchema), flavors_links: linksSchema });

export function toFlavors(flavors: z.infer<typeof flavorsAnswerSchema>['flavors']): Flavor[] {
  return flavors
    .filter((flavor) => !flavor['OS-FLV-DISABLED:disabled'])
    .map((flavor) => ({
      id: flavor.id,
      name: flavor.name,
      vcpus: flavor.vcpus,
      ramMib: flavor.ram,
      diskGib: flavor.disk,
      ephemeralGib: flavor['OS-FLV-EXT-DATA:ephemeral'],
      public: flavor['os-flavor-access:is_public'],
      serverTypes: serverTypesOf(flavor.extra_specs),
    }));
}

/**
 * Machines of Ironic are taken by a resource class of their own, or by a trait; a flavor for them alone asks for no virtual processor.
 * https://docs.openstack.org/ironic/latest/install/configure-nova-flavors.html
 */
function serverTypesOf(extraSpecs: Readonly<Record<string, string>> | undefined): Flavor['serverTypes'] {
  if (!extraSpecs) return ['vm', 'bm'];
  const custom = Object.entries(extraSpecs).some(([key, value]) => (/^resources\d*:CUSTOM_/.test(key) && value !== '0') || (/^trait\d*:CUSTOM_/.test(key) && value === 'required'));
  if (!custom) return ['vm'];
  return extraSpecs['resources:VCPU'] === '0' ? ['bm'] : ['vm', 'bm'];
}

export const keypairsAnswerSchema = z.object({
  keypairs: z.array(z.object({ keypair: z.object({ name: z.string(), fingerprint: z.string() }) })),
  keypairs_links: linksSchema,
});

export function toKeypairs(answer: z.infer<typeof keypairsAnswerSchema>): Keypair[] {
  return answer.keypairs.map(({ keypair }) => ({ name: keypair.name, fingerprint: keypair.fingerprint }));
}

export const zonesAnswerSchema = z.object({
  availabilityZoneInfo: z.array(z.object({ zoneName: z.string(), zoneState: z.object({ available: z.boolean() }) })),
});

export function toAvailabilityZones(answer: z.infer<typeof zonesAnswerSchema>): AvailabilityZone[] {
  return answer.availabilityZoneInfo.map((zone) => ({ name: zone.zoneName, available: zone.zoneState.available }));
}

const usageSchema = z.object({ limit: z.number(), in_use: z.number(), reserved: z.number().default(0) });

export const novaQuotaAnswerSchema = z.object({
  quota_set: z.object({
    instances: usageSchema,
    cores: usageSchema,
    ram: usageSchema,
    server_groups: usageSchema,
    server_group_members: usageSchema,
  }),
});

/** Reserved amounts are spoken for: they count as used. */
export function toQuotaFigure(usage: z.infer<typeof usageSchema>): QuotaFigure {
  return { used: usage.in_use + usage.reserved, limit: usage.limit };
}

export const consoleAnswerSchema = z.object({ output: z.string().nullish() });

export const serverAnswerSchema = z.object({
  server: z.object({
    id: z.string(),
    name: z.string(),
    status: z.string(),
    fault: z.object({ message: z.string() }).nullish(),
    addresses: z.record(z.string(), z.array(z.object({ addr: z.string() }))).nullish(),
  }),
});
