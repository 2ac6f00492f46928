/**
 * The structure of kubeadm's configuration, of those versions that the drivers write: fields and their types as in
 * cmd/kubeadm/app/apis/kubeadm/<version>/types.go of Kubernetes (of v1beta4 as Kubernetes 1.31 has it).
 */

type Shape = 'string' | 'number' | 'boolean' | 'duration' | { list: Shape } | { map: Shape } | { fields: Readonly<Record<string, Shape>> };

const strings: Shape = { list: 'string' };
const fields = (named: Readonly<Record<string, Shape>>): Shape => ({ fields: named });

function shapesOf(version: number): Readonly<Record<string, Shape>> {
  const args: Shape = version >= 4 ? { list: fields({ name: 'string', value: 'string' }) } : { map: 'string' };
  const extraEnvs: Record<string, Shape> = version >= 4 ? { extraEnvs: { list: fields({ name: 'string', value: 'string' }) } } : {};
  const component: Record<string, Shape> = {
    extraArgs: args,
    extraVolumes: { list: fields({ name: 'string', hostPath: 'string', mountPath: 'string', readOnly: 'boolean', pathType: 'string' }) },
    ...extraEnvs,
  };
  const image: Record<string, Shape> = { imageRepository: 'string', imageTag: 'string' };
  const endpoint = fields({ advertiseAddress: 'string', bindPort: 'number' });
  const ofRun: Record<string, Shape> = {
    nodeRegistration: fields({
      name: 'string',
      criSocket: 'string',
      taints: { list: fields({ key: 'string', value: 'string', effect: 'string' }) },
      kubeletExtraArgs: args,
      ignorePreflightErrors: strings,
      ...(version >= 3 && { imagePullPolicy: 'string' }),
      ...(version >= 4 && { imagePullSerial: 'boolean' }),
    }),
    ...(version >= 3 && { skipPhases: strings, patches: fields({ directory: 'string' }) }),
    ...(version >= 4 && { dryRun: 'boolean', timeouts: { map: 'duration' } }),
  };
  return {
    InitConfiguration: fields({
      bootstrapTokens: { list: fields({ token: 'string', description: 'string', ttl: 'duration', expires: 'string', usages: strings, groups: strings }) },
      localAPIEndpoint: endpoint,
      certificateKey: 'string',
      ...ofRun,
    }),
    ClusterConfiguration: fields({
      etcd: fields({
        local: fields({ ...image, ...extraEnvs, dataDir: 'string', extraArgs: args, serverCertSANs: strings, peerCertSANs: strings }),
        external: fields({ endpoints: strings, caFile: 'string', certFile: 'string', keyFile: 'string' }),
      }),
      networking: fields({ serviceSubnet: 'string', podSubnet: 'string', dnsDomain: 'string' }),
      kubernetesVersion: 'string',
      controlPlaneEndpoint: 'string',
      apiServer: fields({ ...component, certSANs: strings, ...(version < 4 && { timeoutForControlPlane: 'duration' }) }),
      controllerManager: fields(component),
      scheduler: fields(component),
      dns: fields({ ...image, ...(version < 3 && { type: 'string' }), ...(version >= 4 && { disabled: 'boolean' }) }),
      certificatesDir: 'string',
      imageRepository: 'string',
      featureGates: { map: 'boolean' },
      clusterName: 'string',
      ...(version < 3 && { useHyperKubeImage: 'boolean' }),
      ...(version >= 4 && { proxy: fields({ disabled: 'boolean' }), encryptionAlgorithm: 'string', certificateValidityPeriod: 'duration', caCertificateValidityPeriod: 'duration' }),
    }),
    JoinConfiguration: fields({
      caCertPath: 'string',
      discovery: fields({
        bootstrapToken: fields({ token: 'string', apiServerEndpoint: 'string', caCertHashes: strings, unsafeSkipCAVerification: 'boolean' }),
        file: fields({ kubeConfigPath: 'string' }),
        tlsBootstrapToken: 'string',
        ...(version < 4 && { timeout: 'duration' }),
      }),
      controlPlane: fields({ localAPIEndpoint: endpoint, certificateKey: 'string' }),
      ...ofRun,
    }),
  };
}

/** One line for each field that this version does not know, or whose value is of another type. Documents of others have none. */
export function kubeadmFaults({ apiVersion, kind, ...document }: { apiVersion: string; kind: string } & Record<string, unknown>): string[] {
  const [, version] = /^kubeadm\.k8s\.io\/v1beta([234])$/.exec(apiVersion) ?? [];
  if (version === undefined) return apiVersion.startsWith('kubeadm.') ? [`there is no ${apiVersion}`] : [];
  const shape = shapesOf(Number(version))[kind];
  return shape ? faultsOf(document, shape, kind) : [`there is no ${kind}`];
}

function faultsOf(value: unknown, shape: Shape, where: string): string[] {
  if (shape === 'duration') return typeof value === 'string' && /^(\d+(\.\d+)?(h|m|s|ms))+$/.test(value) ? [] : [`${where} is no duration`];
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${where} is no ${shape}`];
  if ('list' in shape) {
    return Array.isArray(value) ? value.flatMap((item, index) => faultsOf(item, shape.list, `${where}[${index}]`)) : [`${where} is no list`];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${where} is no map`];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = 'map' in shape ? shape.map : shape.fields[key];
    return inner ? faultsOf(item, inner, `${where}.${key}`) : [`${where} has no field ${key}`];
  });
}
