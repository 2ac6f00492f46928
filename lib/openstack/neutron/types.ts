import type { QuotaFigure } from '../nova/types.ts';

export interface Network {
  id: string;
  name: string;
  external: boolean;
  shared: boolean;
  projectId: string;
  subnetIds: string[];
}

export interface Subnet {
  id: string;
  name: string;
  networkId: string;
  cidr: string;
  ipVersion: 4 | 6;
}

export type NeutronQuotaName =
  | 'networks' | 'subnets' | 'ports' | 'routers' | 'floatingIps' | 'securityGroups' | 'securityGroupRules';

export interface NeutronClient {
  listNetworks(): Promise<Network[]>;
  listSubnets(): Promise<Subnet[]>;
  getQuota(): Promise<Record<NeutronQuotaName, QuotaFigure>>;
}
