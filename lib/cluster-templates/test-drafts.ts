import type { ClusterTemplateDraft } from './schema.ts';

/** Certificates made for the tests alone; their keys were thrown away. Valid for a hundred years. */
export const rootCertificate = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUXtyI+G9oz7wg+4fdRw1deJez4OIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJVGVzdCByb290MCAXDTI2MTEyMDIyMjQwNloYDzIxMjYxMDI3
MjIyNDA2WjAUMRIwEAYDVQQDDAlUZXN0IHJvb3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASDlWCV5igzJUHAmjfdrgwpcEIHgd0Vcv5po4M/hpW88uBTDza1Mj0c
k1MMdDQhzlL36INJ8eG2KL4VIGTiI3qUo1MwUTAdBgNVHQ4EFgQUYOL27hPfUwml
d6HnUow2EAHzVTkwHwYDVR0jBBgwFoAUYOL27hPfUwmld6HnUow2EAHzVTkwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBhKC+z6zbWniLr/t+typ95
DiGqB1/scnJmQcVn5RkLCQIhAKZ0DWSmBVwwlO2q+BqXxO2+dFQAnecs9HxrnJCo
9gjh
-----END CERTIFICATE-----`;

/** Not of an authority. */
export const leafCertificate = `-----BEGIN CERTIFICATE-----
MIIBcjCCARigAwIBAgIUWjBiQSFmCnXsvOUd4ODL7MmZrzYwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEbGVhZjAgFw0yNjExMjAyMjI0MDZaGA8yMTI2MTAyNzIyMjQw
NlowDzENMAsGA1UEAwwEbGVhZjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCeJ
jAckPLc5QmkhAPxDOEySJAlxNmDZ5V0ExY1cFPcsskqPv7LiQYvluxXb4bPL4YMj
4yrCEN/1PGUZAmrAsbmjUDBOMB0GA1UdDgQWBBTc57hXCNdwHA448vasi1LhCZm8
yDAfBgNVHSMEGDAWgBTc57hXCNdwHA448vasi1LhCZm8yDAMBgNVHRMBAf8EAjAA
MAoGCCqGSM49BAMCA0gAMEUCIQCW39ZrOI8zSgWb75lWnTSXS/tlCxwaKh32TmaY
CnySTwIgAnmCAy2jABXm473uqdkEt5chSXPnOVzbZG9EODNnJeA=
-----END CERTIFICATE-----`;

/** Everything filled in, as a form gives it; ids are well formed but belong to no cloud. */
export const fullDraft: ClusterTemplateDraft = {
  name: 'Everything (v1.30)',
  description: 'Für alle, 中文 too',
  coe: 'kubernetes',
  serverType: 'vm',
  driverName: 'k8s_debian_v1',
  driverVersion: '1.0.0',
  imageId: '6f1dd58a-35b4-4d50-9f56-0b6d1b0b8a2f',
  flavorId: '3',
  masterFlavorId: 'm1.large',
  keypairId: 'someone@desk key',
  externalNetworkId: '3a7c0f70-4a6c-4bd6-a6f0-4de8e2f6d3b5',
  fixedNetworkId: '0e5f4c3a-9f1d-4f6b-8f5f-0f6a3b2c1d0e',
  fixedSubnetId: '1e5f4c3a-9f1d-4f6b-8f5f-0f6a3b2c1d0e',
  networkDriver: 'flannel',
  volumeDriver: 'cinder',
  dnsNameservers: '192.0.2.53, 198.51.100.53',
  dockerVolumeSizeGib: '20',
  dockerStorageDriver: 'overlay2',
  httpProxy: 'http://proxy.example.org:3128',
  httpsProxy: 'http://[2001:db8::1]:3128/',
  noProxy: '10.0.0.0/8, .example.org,localhost',
  ntpServers: 'ntp.example.org\n192.0.2.123, 2001:db8::7b',
  rootCaPem: rootCertificate,
  insecureRegistry: 'registry.example.org:5000',
  containerInfraPrefix: 'registry.example.org/mirror/',
  registryEnabled: false,
  tlsDisabled: false,
  masterLbEnabled: true,
  floatingIpEnabled: true,
  apiserverPort: '6443',
  public: false,
  hidden: false,
  tags: 'team-a, gpu',
  labels: { kube_tag: 'v1.30.0', some_number: 3, some_switch: true },
};
