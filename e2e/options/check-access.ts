import { readFileSync, writeFileSync } from 'node:fs';
import { ask } from '../cloud.ts';
import { expect } from '../fixtures.ts';
import { kubectlOf } from '../real-cluster.ts';
import { argumentsOf } from '../real-node.ts';
import { expectSecretsKept, filesHolding, secretLinesOf } from '../secrets-on-node.ts';
import type { OptionsCluster } from './all-options.ts';

export async function checkRights({ master, minion, kubectl }: OptionsCluster): Promise<void> {
  const asMinion = (words: string) => minion.shell(`HOME=/run kubectl --kubeconfig /etc/kubernetes/kubelet.conf ${words} 2>&1 || true`);
  expect(await asMinion('get nodes --no-headers')).toContain(minion.name);
  expect(await asMinion('--namespace kube-system get secrets')).toContain('Forbidden');
  expect(await asMinion(`label node ${master.name} tier=lead`)).toContain('Forbidden');
  const api = await kubectl('config', 'view', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}');
  expect(await minion.shell(`curl --silent --insecure --noproxy '*' --output /dev/null --write-out '%{http_code}' ${api}/api/v1/namespaces`)).toBe('403');
}

export async function checkKeystone({ master, kubectl, kubeconfig, cloud }: OptionsCluster): Promise<void> {
  const folder = '/etc/kubernetes/keystone-auth';
  expect(await argumentsOf(master, 'kube-apiserver')).toContain(`--authentication-token-webhook-config-file=${folder}/webhook.yaml`);
  expect(await master.run('openssl', 'verify', '-CAfile', '/etc/kubernetes/pki/ca.crt', `${folder}/tls.crt`)).toMatch(/: OK$/);
  const program = readFileSync('e2e/options/keystone-webhook.py', 'utf8');
  await master.run('systemd-run', '--quiet', '--unit=keystone-webhook', 'python3', '-c', program, 'http://172.24.0.1:5000/v3', folder);
  const [api = '', authority = ''] = (await kubectl('config', 'view', '--raw', '--minify', '-o', 'jsonpath={.clusters[0].cluster.server}|{.clusters[0].cluster.certificate-authority-data}')).split('|');
  const asToken = (token: string) => {
    const file = `${kubeconfig}-token`;
    const cluster = { server: api, 'certificate-authority-data': authority };
    writeFileSync(file, JSON.stringify({
      apiVersion: 'v1', kind: 'Config', 'current-context': 'it',
      clusters: [{ name: 'it', cluster }], users: [{ name: 'it', user: { token } }], contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    }), { mode: 0o600 });
    const call = kubectlOf(file);
    return (...words: string[]) => call(...words).catch((error: unknown) => String(error));
  };
  await expect.poll(() => asToken(cloud.token)('get', 'pods', '--no-headers'), { timeout: 30_000 }).toMatch(/^plain /);
  for (const more of [['get', 'secrets'], ['delete', 'pod', 'plain'], ['get', 'nodes']]) expect(await asToken(cloud.token)(...more), 'a project may look').toContain('Forbidden');
  expect(await asToken('gAAAA-no-token')('get', 'pods')).toMatch(/Unauthorized|must be logged in/);
}

export async function checkCredential({ kubectl, cloud }: OptionsCluster): Promise<void> {
  const encoded = await kubectl('--namespace', 'kube-system', 'get', 'secret', 'cloud-config', '-o', 'jsonpath={.data.cloud\\.conf}');
  const values = Object.fromEntries(Buffer.from(encoded, 'base64').toString().split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  // The runtime mounts the node's folder of certificates there; this file of it holds all of them.
  expect(values['ca-file']).toBe('/etc/ssl/certs/ca-certificates.crt');
  const answer = await fetch(`${values['auth-url']}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      auth: { identity: { methods: ['application_credential'], application_credential: { name: values['application-credential-name'], secret: values['application-credential-secret'], user: { id: values['user-id'] } } } },
    }),
  });
  expect(answer.status).toBe(201);
  const { token } = (await answer.json()) as { token: { roles: { name: string }[]; project: { id: string } } };
  expect(token.project.id).toBe(cloud.projectId);
  expect(token.roles.map(({ name }) => name).sort()).toEqual(['load-balancer_member', 'member']);
  const asController = { ...cloud, token: answer.headers.get('x-subject-token') ?? '' };
  expect((await ask<{ volumes: unknown[] }>(asController, `${cloud.endpoint('volumev3')}/volumes`)).volumes.length).toBeGreaterThan(2);
}

export async function checkSecrets({ master, minion, kubectl }: OptionsCluster): Promise<void> {
  const lines = await secretLinesOf(master);
  expect(lines.length).toBeGreaterThan(4);
  for (const node of [master, minion]) {
    await expectSecretsKept(node, lines);
    expect(await node.shell("find /etc/kubernetes /var/lib/kubelet/pki /var/lib/etcd \\( -name '*.conf' -o -name '*.key' -o -name '*.pem' -o -name '*.wal' -o -name '*.db' \\) -type f -perm /077 2>/dev/null || true")).toBe('');
  }
  expect(await minion.run('jq', '-c', 'keys', '/etc/jeroboam/secrets.json')).toBe('["bootstrap_token","ca_certificate"]');
  const keys = lines.filter((line) => /^M[A-Za-z0-9+/]{60}/.test(line));
  expect(keys.length).toBeGreaterThan(3);
  expect(await filesHolding(minion, keys), "authorities' keys on the minion").toEqual([]);

  const tokens = JSON.parse(await kubectl('--namespace', 'kube-system', 'get', 'secrets', '--field-selector', 'type=bootstrap.kubernetes.io/token', '-o', 'json')) as { items: { data: { expiration?: string } }[] };
  expect(tokens.items.length).toBeGreaterThan(0);
  for (const { data } of tokens.items) {
    const leftMs = Date.parse(Buffer.from(data.expiration ?? '', 'base64').toString()) - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(24 * 3_600_000);
  }
}
