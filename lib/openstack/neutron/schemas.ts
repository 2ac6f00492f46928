import { z } from 'zod';
import type { Network, NeutronQuotaName, Subnet } from './types.ts';
import type { QuotaFigure } from '../nova/types.ts';

const linksSchema = z.array(z.object({ rel: z.string(), href: z.string() })).nullish();

const networkSchema = z.object({
  id: z.string(),
  name: z.string(),
  'router:external': z.boolean().default(false),
  shared: z.boolean().default(false),
  project_id: z.string(),
  subnets: z.array(z.string()).default([]),
});

export const networksAnswerSchema = z.object({ networks: z.array(networkSchema), networks_links: linksSchema });

export function toNetwork(network: z.infer<typeof networkSchema>): Network {
  return {
    id: network.id,
    name: network.name,
    external: network['router:external'],
    shared: network.shared,
    projectId: network.project_id,
    subnetIds: network.subnets,
  };
}

const subnetSchema = z.object({
  id: z.string(),
  name: z.string(),
  network_id: z.string(),
  cidr: z.string(),
  ip_version: z.union([z.literal(4), z.literal(6)]),
});

export const subnetsAnswerSchema = z.object({ subnets: z.array(subnetSchema), subnets_links: linksSchema });

export function toSubnet(subnet: z.infer<typeof subnetSchema>): Subnet {
  return { id: subnet.id, name: subnet.name, networkId: subnet.network_id, cidr: subnet.cidr, ipVersion: subnet.ip_version };
}

/** Neutron's name of each quota, and of the list that counts what is used of it. */
export const quotaResources: Readonly<Record<NeutronQuotaName, { quota: string; list: string }>> = {
  networks: { quota: 'network', list: 'networks' },
  subnets: { quota: 'subnet', list: 'subnets' },
  ports: { quota: 'port', list: 'ports' },
  routers: { quota: 'router', list: 'routers' },
  floatingIps: { quota: 'floatingip', list: 'floatingips' },
  securityGroups: { quota: 'security_group', list: 'security-groups' },
  securityGroupRules: { quota: 'security_group_rule', list: 'security-group-rules' },
};

const usageSchema = z.object({ limit: z.number(), used: z.number(), reserved: z.number().default(0) });
export const quotaDetailsAnswerSchema = z.object({ quota: z.record(z.string(), usageSchema) });
export const quotaAnswerSchema = z.object({ quota: z.record(z.string(), z.number()) });

export function toQuotaFigure(usage: z.infer<typeof usageSchema>): QuotaFigure {
  return { used: usage.used + usage.reserved, limit: usage.limit };
}

/** A list asked for ids only: `{ports: [{id}], ports_links}`, its key spelled as in the answer (`security_groups`). */
export const idsAnswerSchema = z.record(z.string(), z.array(z.object({ id: z.string().optional(), rel: z.string().optional(), href: z.string().optional() })));
