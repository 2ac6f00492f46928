/**
 * All a driver may draw on: the cluster's own values laid over its template's. Manifests name these
 * fields (`parameters: { number_of_minions: nodeCount }`).
 */
export interface DriverValues {
  clusterId: string;
  projectId: string;
  /** Who makes the cluster. */
  userId: string;
  clusterName: string;
  stackName: string;
  coe: string;
  serverType: string;
  masterCount: number;
  nodeCount: number;
  masterFlavorId: string;
  flavorId: string;
  imageId: string;
  keypairId: string | null;
  availabilityZone: string | null;
  externalNetworkId: string;
  fixedNetworkId: string | null;
  fixedSubnetId: string | null;
  networkDriver: string;
  volumeDriver: string | null;
  dnsNameservers: readonly string[];
  dockerVolumeSizeGib: number | null;
  dockerStorageDriver: string | null;
  httpProxy: string | null;
  httpsProxy: string | null;
  noProxy: string | null;
  ntpServers: readonly string[];
  rootCaPem: string | null;
  insecureRegistry: string | null;
  containerInfraPrefix: string | null;
  registryEnabled: boolean;
  tlsDisabled: boolean;
  masterLbEnabled: boolean;
  floatingIpEnabled: boolean;
  apiserverPort: number | null;
  createTimeoutMin: number;
  authUrl: string;
  region: string;
  /** Effective labels: driver defaults, then the template's, then the cluster's. */
  labels: Readonly<Record<string, string>>;
  /** PEM texts and tokens. Parameters fed from here must be `hidden: true`. */
  secrets: {
    caCertificatePem: string;
    caKeyPem: string;
    etcdCaCertificatePem: string;
    etcdCaKeyPem: string;
    frontProxyCaCertificatePem: string;
    frontProxyCaKeyPem: string;
    serviceAccountKeyPem: string;
    /** abcdef.0123456789abcdef, as kubeadm wants it. */
    bootstrapToken: string;
    /** Of the application credential `jeroboam-<clusterId>`, by which the cluster's own controllers sign in to the cloud. */
    cloudCredentialSecret: string;
  };
}

export interface RenderedBundle {
  driverName: string;
  driverVersion: string;
  template: string;
  files: Readonly<Record<string, string>>;
  environment: Readonly<Record<string, unknown>>;
  /** Parameters that may be shown. */
  parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Parameters declared `hidden: true`: never stored unsealed, never shown. */
  hiddenParameters: Readonly<Record<string, string>>;
  /** Over template, files and environment: the same driver renders to the same digest. */
  sha256: string;
}

/** Heat resource type (OS::Nova::Server …) to how many the rendered bundle will make, nested stacks included. */
export type ResourceCounts = Readonly<Record<string, number>>;

/** What the rendered bundle takes from the project's quota; flavors and boot sizes are added by lib/quotas. */
export interface QuotaDemand {
  /** Count of servers by flavor id. */
  serversByFlavor: Readonly<Record<string, number>>;
  serverGroups: number;
  /** Members of the fullest server group. */
  serverGroupMembersMax: number;
  networks: number;
  subnets: number;
  ports: number;
  routers: number;
  floatingIps: number;
  securityGroups: number;
  securityGroupRules: number;
  volumes: number;
  gigabytes: number;
  loadBalancers: number;
}
