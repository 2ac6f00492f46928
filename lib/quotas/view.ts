/** The quotas a cluster draws on, in the order screens show them. */
export const quotaKeys = [
  'instances', 'cores', 'ramMib', 'serverGroups', 'serverGroupMembers',
  'networks', 'subnets', 'ports', 'routers', 'floatingIps', 'securityGroups', 'securityGroupRules',
  'volumes', 'gigabytes', 'loadBalancers',
] as const;

export type QuotaKey = (typeof quotaKeys)[number];

export type QuotaService = 'Compute' | 'Network' | 'Volumes' | 'Load balancers';

interface QuotaSpec {
  title: string;
  /** In the middle of a sentence, with its number before it. */
  noun: string;
  service: QuotaService;
  /** Divides the figure for the screen: RAM is counted in MiB and shown in GiB. */
  perUnit: number;
  unit: '' | 'GiB';
}

export const quotaSpecs: Readonly<Record<QuotaKey, QuotaSpec>> = {
  instances: { title: 'Servers', noun: 'servers', service: 'Compute', perUnit: 1, unit: '' },
  cores: { title: 'Cores', noun: 'cores', service: 'Compute', perUnit: 1, unit: '' },
  ramMib: { title: 'RAM', noun: 'GiB of RAM', service: 'Compute', perUnit: 1024, unit: 'GiB' },
  serverGroups: { title: 'Server groups', noun: 'server groups', service: 'Compute', perUnit: 1, unit: '' },
  serverGroupMembers: { title: 'Members of a server group', noun: 'members in one server group', service: 'Compute', perUnit: 1, unit: '' },
  networks: { title: 'Networks', noun: 'networks', service: 'Network', perUnit: 1, unit: '' },
  subnets: { title: 'Subnets', noun: 'subnets', service: 'Network', perUnit: 1, unit: '' },
  ports: { title: 'Ports', noun: 'ports', service: 'Network', perUnit: 1, unit: '' },
  routers: { title: 'Routers', noun: 'routers', service: 'Network', perUnit: 1, unit: '' },
  floatingIps: { title: 'Floating IPs', noun: 'floating IPs', service: 'Network', perUnit: 1, unit: '' },
  securityGroups: { title: 'Security groups', noun: 'security groups', service: 'Network', perUnit: 1, unit: '' },
  securityGroupRules: { title: 'Security group rules', noun: 'security group rules', service: 'Network', perUnit: 1, unit: '' },
  volumes: { title: 'Volumes', noun: 'volumes', service: 'Volumes', perUnit: 1, unit: '' },
  gigabytes: { title: 'Volume space', noun: 'GiB of volumes', service: 'Volumes', perUnit: 1, unit: 'GiB' },
  loadBalancers: { title: 'Load balancers', noun: 'load balancers', service: 'Load balancers', perUnit: 1, unit: '' },
};

export interface QuotaUsageRow {
  key: QuotaKey;
  /** Null where the service did not answer or has no such figure for this user. */
  used: number | null;
  /** -1: none set. Null: unknown. */
  limit: number | null;
}

export interface QuotaUsage {
  rows: QuotaUsageRow[];
  /** Why a service's rows are unknown, in the user's words. */
  failures: { service: QuotaService; sentence: string }[];
}

export interface BillRow {
  key: QuotaKey;
  title: string;
  unit: '' | 'GiB';
  /** In `unit`, rounded to a tenth. */
  used: number | null;
  thisCluster: number;
  limit: number | null;
  fit: 'fits' | 'exceeds' | 'unlimited' | 'unknown';
  /** Set when it does not fit. */
  sentence: string | null;
}

export interface Bill {
  rows: BillRow[];
  /** One or more sentences; null when the cluster fits as far as is known. */
  blockedBecause: string | null;
  /** Flavors that are no longer offered: their cores and RAM could not be counted. */
  unknownFlavorIds: string[];
}
