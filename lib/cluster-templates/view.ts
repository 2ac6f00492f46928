/** A cluster template as screens see it. Names stand beside ids so that no page shows a bare id. */
export interface ClusterTemplateView {
  id: string;
  projectId: string;
  projectName: string;
  userName: string;
  name: string;
  description: string | null;
  coe: string;
  serverType: string;
  driverName: string;
  driverVersion: string;
  imageId: string;
  imageName: string;
  clusterDistro: string;
  flavorId: string;
  flavorName: string;
  masterFlavorId: string;
  masterFlavorName: string;
  keypairId: string | null;
  externalNetworkId: string;
  externalNetworkName: string;
  fixedNetworkId: string | null;
  fixedSubnetId: string | null;
  networkDriver: string;
  volumeDriver: string | null;
  dnsNameservers: string[];
  dockerVolumeSizeGib: number | null;
  dockerStorageDriver: string | null;
  httpProxy: string | null;
  httpsProxy: string | null;
  noProxy: string | null;
  ntpServers: string[];
  rootCaPem: string | null;
  insecureRegistry: string | null;
  containerInfraPrefix: string | null;
  registryEnabled: boolean;
  tlsDisabled: boolean;
  masterLbEnabled: boolean;
  floatingIpEnabled: boolean;
  apiserverPort: number | null;
  public: boolean;
  hidden: boolean;
  tags: string[];
  labels: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  /** How many clusters use it (in all projects). */
  clusterCount: number;
  /** Of the reader's own project. */
  own: boolean;
}

/** One line of the list. */
export type ClusterTemplateRow = Pick<
  ClusterTemplateView,
  | 'id' | 'name' | 'description' | 'coe' | 'serverType' | 'driverName' | 'driverVersion' | 'imageId' | 'imageName' | 'clusterDistro'
  | 'flavorName' | 'masterFlavorName' | 'networkDriver' | 'masterLbEnabled' | 'public' | 'hidden' | 'tags' | 'own'
  | 'projectName' | 'userName' | 'createdAt' | 'updatedAt' | 'clusterCount'
>;

/** What the reader may do with a template; a text is the reason why not. */
export interface ClusterTemplateDoors {
  createCluster: string | null;
  copy: string | null;
  edit: string | null;
  /** Null while every field may change; else why only name, description, tags and visibility may. */
  editWhole: string | null;
  delete: string | null;
  publish: string | null;
}
