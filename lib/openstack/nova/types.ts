export interface Flavor {
  id: string;
  name: string;
  vcpus: number;
  ramMib: number;
  diskGib: number;
  ephemeralGib: number;
  public: boolean;
  /** What its servers may be, by its extra specs; both where the cloud does not show those. */
  serverTypes: ('vm' | 'bm')[];
}

export interface Keypair {
  name: string;
  fingerprint: string;
}

export interface AvailabilityZone {
  name: string;
  available: boolean;
}

/** `limit` -1 means none. */
export interface QuotaFigure {
  used: number;
  limit: number;
}

export interface NovaClient {
  listFlavors(): Promise<Flavor[]>;
  listKeypairs(): Promise<Keypair[]>;
  listAvailabilityZones(): Promise<AvailabilityZone[]>;
  /** instances, cores, ramMib, serverGroups, serverGroupMembers (per group: `used` is 0) */
  getQuota(): Promise<Record<'instances' | 'cores' | 'ramMib' | 'serverGroups' | 'serverGroupMembers', QuotaFigure>>;
  /** The last `lines` of the console log; empty when the hypervisor has none. */
  getConsoleLog(serverId: string, lines: number): Promise<string>;
  getServer(serverId: string): Promise<{ id: string; name: string; status: string; fault: string | null; addresses: string[] }>;
}
