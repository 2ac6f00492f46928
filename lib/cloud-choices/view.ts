/** What pickers offer: views of the cloud's own things, safe for the browser. */

/** A list from one service, or why there is none: one silent service must not cost the whole page. */
export type Choices<T> =
  | { ok: true; items: T[] }
  | { ok: false; userMessage: string; requestId: string | null };

export interface ImageChoice {
  id: string;
  name: string;
  osDistro: string | null;
  osVersion: string | null;
  sizeBytes: number | null;
  minDiskGib: number;
  minRamMib: number;
  visibility: string;
  createdAt: string;
  /** Set while it cannot be chosen for what it is made of: it is not there yet. */
  notReady: string | null;
  /** Drivers that take it, best first. */
  acceptedBy: { driver: string; version: string }[];
  /** Why each of the others does not. */
  refusals: { driver: string; version: string; reason: string }[];
}

export interface FlavorChoice {
  id: string;
  name: string;
  vcpus: number;
  ramMib: number;
  diskGib: number;
  ephemeralGib: number;
  public: boolean;
  /** What its servers may be, as far as the cloud tells. */
  serverTypes: ('vm' | 'bm')[];
}

export interface KeypairChoice {
  name: string;
  fingerprint: string;
}

export interface NetworkChoice {
  id: string;
  name: string;
  external: boolean;
  shared: boolean;
  subnetIds: string[];
}

export interface SubnetChoice {
  id: string;
  name: string;
  networkId: string;
  cidr: string;
  ipVersion: 4 | 6;
}

export interface ZoneChoice {
  name: string;
  available: boolean;
}

export interface VolumeTypeChoice {
  id: string;
  name: string;
}

/** Everything both wizards pick from. */
export interface CloudChoices {
  images: Choices<ImageChoice>;
  flavors: Choices<FlavorChoice>;
  keypairs: Choices<KeypairChoice>;
  networks: Choices<NetworkChoice>;
  subnets: Choices<SubnetChoice>;
  zones: Choices<ZoneChoice>;
  volumeTypes: Choices<VolumeTypeChoice>;
  /** From the region's catalog. */
  hasLoadBalancers: boolean;
  hasVolumes: boolean;
}
