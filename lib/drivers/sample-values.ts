import { effectiveLabels } from './check-labels.ts';
import type { Driver } from './driver.ts';
import type { DriverValues } from './values.ts';

/** Plain values to try a driver with; ids as the test cloud knows them. */
export function sampleValues(driver: Driver, changes: Partial<DriverValues> = {}, labels: Record<string, string> = {}): DriverValues {
  const pem = (kind: string) => `-----BEGIN ${kind}-----\n${Buffer.alloc(1200, kind).toString('base64')}\n-----END ${kind}-----\n`;
  return {
    clusterId: '0193aaaa-0000-7000-8000-00000000abcd',
    clusterName: 'test',
    stackName: 'test-0000abcd',
    coe: driver.manifest.coe,
    serverType: 'vm',
    masterCount: 1,
    nodeCount: 1,
    masterFlavorId: 'm1.small',
    flavorId: 'm1.small',
    imageId: 'debian-12',
    keypairId: null,
    availabilityZone: null,
    externalNetworkId: 'public',
    fixedNetworkId: null,
    fixedSubnetId: null,
    networkDriver: driver.manifest.networkDrivers[0] ?? 'flannel',
    volumeDriver: null,
    dnsNameservers: ['10.0.0.2'],
    dockerVolumeSizeGib: null,
    dockerStorageDriver: null,
    httpProxy: null,
    httpsProxy: null,
    noProxy: null,
    ntpServers: ['10.0.0.3'],
    rootCaPem: null,
    insecureRegistry: null,
    containerInfraPrefix: null,
    registryEnabled: false,
    tlsDisabled: false,
    masterLbEnabled: false,
    floatingIpEnabled: true,
    apiserverPort: null,
    createTimeoutMin: 15,
    authUrl: 'http://127.0.0.1:5000/v3',
    region: 'RegionOne',
    labels: effectiveLabels(driver.manifest.labels, {}, labels),
    secrets: {
      caCertificatePem: pem('CA CERTIFICATE'),
      caKeyPem: pem('CA KEY'),
      etcdCaCertificatePem: pem('ETCD CERTIFICATE'),
      etcdCaKeyPem: pem('ETCD KEY'),
      frontProxyCaCertificatePem: pem('FRONT PROXY CERTIFICATE'),
      frontProxyCaKeyPem: pem('FRONT PROXY KEY'),
      serviceAccountKeyPem: pem('SERVICE ACCOUNT KEY'),
      serviceAccountPublicKeyPem: pem('SERVICE ACCOUNT PUBLIC KEY'),
      bootstrapToken: 'abcdef.0123456789abcdef',
    },
    ...changes,
  };
}
