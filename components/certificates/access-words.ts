import type { AccessKind } from '#lib/cluster-access/view.ts';
import { routes } from '#lib/routes.ts';

/** The two ways in by a client certificate: their words, their address and what to type with the file. */
export interface CertificateWords {
  button: string;
  dialogTitle: (clusterName: string) => string;
  download: string;
  refused: string;
  taken: string;
  takenHelp: string;
  take: string;
  usualFile: (clusterName: string) => string;
  commands: (fileName: string) => string;
  address: (clusterId: string, hours: number) => string;
}

const certificateWords: Readonly<Record<'kubeconfig' | 'docker', CertificateWords>> = {
  kubeconfig: {
    button: 'Kubeconfig',
    dialogTitle: (clusterName) => `Kubeconfig for ${clusterName}`,
    download: 'Download kubeconfig',
    refused: 'No kubeconfig was made',
    taken: 'Kubeconfigs taken',
    takenHelp: 'Whoever takes a kubeconfig is listed here.',
    take: 'Take a kubeconfig, then:',
    usualFile: (clusterName) => `${clusterName}.kubeconfig`,
    commands: (fileName) => `export KUBECONFIG=~/Downloads/${fileName}\nkubectl get nodes`,
    address: (clusterId, hours) => `${routes.api.kubeconfig(clusterId)}?hours=${hours}`,
  },
  docker: {
    button: 'Docker bundle',
    dialogTitle: (clusterName) => `Docker bundle for ${clusterName}`,
    download: 'Download bundle',
    refused: 'No bundle was made',
    taken: 'Docker bundles taken',
    takenHelp: 'Whoever takes a bundle is listed here.',
    take: 'Take a bundle (address, certificates and settings for Docker’s client), then:',
    usualFile: (clusterName) => `${clusterName}-docker.tar.gz`,
    commands: (fileName) =>
      `tar -xzf ~/Downloads/${fileName}\ncd ${fileName.replace(/\.tar\.gz$/, '')} && . ./env.sh && docker node ls`,
    address: (clusterId, hours) => `${routes.api.dockerBundle(clusterId)}?hours=${hours}`,
  },
};

/** Null where no certificate of a user's own leads in. */
export function wordsFor(access: AccessKind): CertificateWords | null {
  return access === 'kubeconfig' || access === 'docker' ? certificateWords[access] : null;
}
