import { coes, serverTypes, type ClusterTemplateDraft } from './schema.ts';
import type { ClusterTemplateView } from './view.ts';

/** What the wizard's fields hold: text, nothing is the empty text. The schema reads it back. */
export type ClusterTemplateFormValues = {
  [Field in keyof Required<ClusterTemplateDraft>]: Field extends 'labels'
    ? Record<string, string>
    : Field extends 'coe' | 'serverType'
      ? Required<ClusterTemplateDraft>[Field]
      : boolean extends Required<ClusterTemplateDraft>[Field]
        ? boolean
        : string;
};

export const emptyFormValues: ClusterTemplateFormValues = {
  name: '',
  description: '',
  coe: 'kubernetes',
  serverType: 'vm',
  driverName: '',
  driverVersion: '',
  imageId: '',
  flavorId: '',
  masterFlavorId: '',
  keypairId: '',
  externalNetworkId: '',
  fixedNetworkId: '',
  fixedSubnetId: '',
  networkDriver: '',
  volumeDriver: '',
  dnsNameservers: '',
  dockerVolumeSizeGib: '',
  dockerStorageDriver: '',
  httpProxy: '',
  httpsProxy: '',
  noProxy: '',
  ntpServers: '',
  rootCaPem: '',
  insecureRegistry: '',
  containerInfraPrefix: '',
  registryEnabled: false,
  tlsDisabled: false,
  masterLbEnabled: false,
  floatingIpEnabled: true,
  apiserverPort: '',
  public: false,
  hidden: false,
  tags: '',
  labels: {},
};

export function toFormValues(template: ClusterTemplateView): ClusterTemplateFormValues {
  return {
    name: template.name,
    description: template.description ?? '',
    coe: coes.find((coe) => coe === template.coe) ?? 'kubernetes',
    serverType: serverTypes.find((type) => type === template.serverType) ?? 'vm',
    driverName: template.driverName,
    driverVersion: template.driverVersion,
    imageId: template.imageId,
    flavorId: template.flavorId,
    masterFlavorId: template.masterFlavorId,
    keypairId: template.keypairId ?? '',
    externalNetworkId: template.externalNetworkId,
    fixedNetworkId: template.fixedNetworkId ?? '',
    fixedSubnetId: template.fixedSubnetId ?? '',
    networkDriver: template.networkDriver,
    volumeDriver: template.volumeDriver ?? '',
    dnsNameservers: template.dnsNameservers.join(', '),
    dockerVolumeSizeGib: template.dockerVolumeSizeGib === null ? '' : String(template.dockerVolumeSizeGib),
    dockerStorageDriver: template.dockerStorageDriver ?? '',
    httpProxy: template.httpProxy ?? '',
    httpsProxy: template.httpsProxy ?? '',
    noProxy: template.noProxy?.replaceAll(',', ', ') ?? '',
    ntpServers: template.ntpServers.join(', '),
    rootCaPem: template.rootCaPem ?? '',
    insecureRegistry: template.insecureRegistry ?? '',
    containerInfraPrefix: template.containerInfraPrefix ?? '',
    registryEnabled: template.registryEnabled,
    tlsDisabled: template.tlsDisabled,
    masterLbEnabled: template.masterLbEnabled,
    floatingIpEnabled: template.floatingIpEnabled,
    apiserverPort: template.apiserverPort === null ? '' : String(template.apiserverPort),
    public: template.public,
    hidden: template.hidden,
    tags: template.tags.join(', '),
    labels: template.labels,
  };
}

/** A copy belongs to the copying user: its keypair and its visibility do not come along. */
export function toCopyValues(template: ClusterTemplateView, keypairNames: readonly string[]): ClusterTemplateFormValues {
  const values = toFormValues(template);
  return {
    ...values,
    name: `${values.name} copy`.slice(0, 255),
    keypairId: keypairNames.includes(values.keypairId) ? values.keypairId : '',
    public: false,
    hidden: false,
  };
}
