import * as yaml from 'js-yaml';

/** A kubeconfig (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/) with all in it. */
export function writeKubeconfig(parts: {
  clusterName: string;
  userName: string;
  server: string;
  caCertificatePem: string;
  clientCertificatePem: string;
  clientKeyPem: string;
}): string {
  const { clusterName } = parts;
  const user = `${parts.userName}@${clusterName}`;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return yaml.dump(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: clusterName, cluster: { server: parts.server, 'certificate-authority-data': base64(parts.caCertificatePem) } }],
      users: [
        {
          name: user,
          user: { 'client-certificate-data': base64(parts.clientCertificatePem), 'client-key-data': base64(parts.clientKeyPem) },
        },
      ],
      contexts: [{ name: clusterName, context: { cluster: clusterName, user } }],
      'current-context': clusterName,
    },
    { lineWidth: -1, noRefs: true },
  );
}
