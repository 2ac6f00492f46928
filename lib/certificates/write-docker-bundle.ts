import type { ArchivedFile } from '#lib/tar-archive.ts';
import type { ClientCertificate } from './issue-client-certificate.ts';

const ownerOnly = 0o600;

/**
 * The files of DOCKER_CERT_PATH under the names Docker's client looks for
 * (its manual: “Protect the Docker daemon socket”), with the settings to source.
 */
export function writeDockerBundle(parts: ClientCertificate & { folder: string }): ArchivedFile[] {
  const { folder } = parts;
  return [
    { name: `${folder}/ca.pem`, content: parts.caCertificatePem },
    { name: `${folder}/cert.pem`, content: parts.certificatePem },
    { name: `${folder}/key.pem`, content: parts.privateKeyPem, mode: ownerOnly },
    { name: `${folder}/env.sh`, content: envScript(parts.apiAddress) },
    { name: `${folder}/README.txt`, content: howTo(parts.clusterName, parts.notAfter) },
  ];
}

/** Bash and zsh tell a sourced file where it lies; other shells take it as lying in the current folder. */
function envScript(apiAddress: string): string {
  const host = apiAddress.replace(/^[a-z]+:\/\//, 'tcp://');
  return [
    `export DOCKER_HOST=${host}`,
    'export DOCKER_TLS_VERIFY=1',
    'DOCKER_CERT_PATH=$(CDPATH= cd -- "$(dirname -- "${BASH_SOURCE:-$0}")" && pwd)',
    'export DOCKER_CERT_PATH',
    '',
  ].join('\n');
}

function howTo(clusterName: string, notAfter: Date): string {
  return [
    `In this folder: . ./env.sh && docker node ls    (Docker's client; shows the nodes of ${clusterName})`,
    `The certificate is good until ${notAfter.toISOString()} and gives full rights in the cluster: keep key.pem to yourself.`,
    '',
  ].join('\n');
}
