import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { cliFiles } from './view.ts';


interface KeyFile {
  file: string;
  /** One command may make two files: the same command is written once. */
  command: string;
}

const authority = (name: string): string =>
  `openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 1825 -subj /CN=${name} ` +
  `-addext keyUsage=critical,keyCertSign,cRLSign -keyout keys/${name}.key -out keys/${name}.crt`;
const serviceAccount = 'openssl genrsa -out keys/service-account.key 2048';

/** How each secret that the portal would make is made by hand. */
const keyFiles: Readonly<Record<string, KeyFile>> = {
  'secrets.caCertificatePem': { file: 'keys/kubernetes.crt', command: authority('kubernetes') },
  'secrets.caKeyPem': { file: 'keys/kubernetes.key', command: authority('kubernetes') },
  'secrets.etcdCaCertificatePem': { file: 'keys/etcd.crt', command: authority('etcd') },
  'secrets.etcdCaKeyPem': { file: 'keys/etcd.key', command: authority('etcd') },
  'secrets.frontProxyCaCertificatePem': { file: 'keys/front-proxy.crt', command: authority('front-proxy') },
  'secrets.frontProxyCaKeyPem': { file: 'keys/front-proxy.key', command: authority('front-proxy') },
  'secrets.serviceAccountKeyPem': { file: 'keys/service-account.key', command: serviceAccount },
  'secrets.bootstrapToken': {
    file: 'keys/bootstrap-token',
    command: `printf '%s.%s' "$(openssl rand -hex 3)" "$(openssl rand -hex 8)" > keys/bootstrap-token`,
  },
  'secrets.cloudCredentialSecret': { file: 'keys/cloud-credential', command: 'openssl rand -hex 24 > keys/cloud-credential' },
};

interface Secret {
  parameter: string;
  file: string;
  commands: string[];
}

/** A parameter that carries a secret, or a map of several as one JSON file; null for all others. */
function secretOf(parameter: string, field: string | Readonly<Record<string, string>>): Secret | null {
  if (typeof field === 'string') {
    const key = keyFiles[field];
    return key ? { parameter, file: key.file, commands: [key.command] } : null;
  }
  const keys = Object.entries(field).flatMap(([name, source]) => {
    const key = keyFiles[source];
    return key ? [{ name, ...key }] : [];
  });
  if (keys.length === 0) return null;
  const file = `keys/${parameter}.json`;
  const members = keys.map(({ name, file: from }) => `"${name}": open("${from}").read()`).join(', ');
  const gather = `python3 -c 'import json; print(json.dumps({${members}}))' > ${file}`;
  return { parameter, file, commands: [...keys.map((key) => key.command), gather] };
}

/**
 * The same cluster by the command line, from the downloaded archive. Such a stack is the user's own: the
 * portal neither sees nor follows it.
 */
export function cliLines(cluster: {
  name: string;
  createTimeoutMin: number;
  templateFile: string;
  parameters: DriverManifest['parameters'];
}): string {
  const secrets = Object.entries(cluster.parameters).flatMap(([parameter, field]) => secretOf(parameter, field) ?? []);
  const commands = [...new Set(secrets.flatMap((secret) => secret.commands))];
  const create = [
    `openstack stack create ${cluster.name}`,
    `--template ${cluster.templateFile}`,
    `--environment ${cliFiles.environment}`,
    `--environment ${cliFiles.parameters}`,
    ...secrets.map((secret) => `--parameter-file ${secret.parameter}=${secret.file}`),
    `--timeout ${cluster.createTimeoutMin}`,
    '--wait',
  ].join(' \\\n    ');
  return [
    '# The files of this page, in a folder of their own',
    `tar -xf ${cluster.name}.tar && cd ${cluster.name}`,
    ...(commands.length > 0 ? ['', '# Keys of the cluster: made here, so that nobody else has them', 'mkdir -m 700 keys', ...commands] : []),
    '',
    '# The stack',
    create,
    '',
  ].join('\n');
}
