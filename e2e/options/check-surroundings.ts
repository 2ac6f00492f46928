import { writeFileSync } from 'node:fs';
import { ask } from '../cloud.ts';
import { expect } from '../fixtures.ts';
import { environmentOf } from '../real-node.ts';
import { mirror, networks, plainRegistry, proxy, type OptionsCluster } from './all-options.ts';

export async function checkProxy({ master, minion, kubectl, proxied }: OptionsCluster): Promise<void> {
  const api = new URL(await minion.shell("sed -n 's/^ *server: //p' /etc/kubernetes/kubelet.conf")).hostname;
  for (const node of [master, minion]) {
    const address = await kubectl('get', 'node', node.name, '-o', 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}');
    for (const unit of ['containerd', 'kubelet']) {
      const environment = await environmentOf(node, unit);
      expect(environment, `${unit} on ${node.name}`).toMatchObject({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy });
      const past = environment.NO_PROXY?.split(',') ?? [];
      expect(past).toEqual(expect.arrayContaining(['registry.example.org', '.intranet.example.org', 'localhost', '.svc', api, address, ...Object.values(networks)]));
    }
    const apt = await node.run('apt-config', 'dump');
    for (const line of [`Acquire::http::Proxy "${proxy}";`, `Acquire::https::Proxy "${proxy}";`, 'Acquire::http::Proxy::registry.example.org "DIRECT";']) expect(apt).toContain(line);
    // There is no package repository here; who is asked for one is what counts.
    const source = `http://${plainRegistry}/${node.name}`;
    await node.shell(`echo 'deb ${source} bookworm main' >/run/apt.list && apt-get -o Dir::Etc::SourceList=/run/apt.list -o Dir::Etc::SourceParts=- update || true`);
    expect(proxied().join('\n')).toContain(`GET ${source}/dists/bookworm/InRelease`);
  }
  expect(proxied().filter((line) => line.includes(':6443')), 'requests to the API by the proxy').toEqual([]);
}

export async function checkImages({ master, minion, kubectl, kubeconfig, cloud, proxied, pulled }: OptionsCluster): Promise<void> {
  expect(proxied().join('\n')).toContain(`CONNECT ${mirror}`);
  const { servers } = await ask<{ servers: { name: string; addresses: Record<string, { addr: string }[]> }[] }>(cloud, `${cloud.endpoint('compute')}/servers/detail`);
  const own = servers.filter(({ name }) => [master.name, minion.name].includes(name)).flatMap(({ addresses }) => Object.values(addresses).flat());
  expect(own.length, 'floating ones too').toBe(4);
  for (const { addr } of own) expect(pulled().filter((line) => line.startsWith(`${addr} `)), 'requests past the proxy').toEqual([]);
  expect(pulled().filter((line) => line.startsWith('172.24.0.1 ')).length, 'requests of the proxy').toBeGreaterThan(8);
  for (const node of [master, minion]) {
    const images = (await node.shell('ctr --namespace k8s.io containers ls | tail -n +2')).split('\n').map((line) => line.split(/\s+/)[1]);
    expect(images.length).toBeGreaterThan(1);
    for (const image of images) expect(image, node.name).toMatch(/^(172\.24\.0\.1:5001\/k8s\/|sha256:)/);
    expect(await node.run('ls', '/etc/containerd/certs.d')).toBe(plainRegistry);
    expect(await node.run('cat', `/etc/containerd/certs.d/${plainRegistry}/hosts.toml`)).toContain(`server = "http://${plainRegistry}"`);
  }
  const file = `${kubeconfig}-pod.json`;
  writeFileSync(file, JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'plain' },
    spec: {
      terminationGracePeriodSeconds: 0,
      tolerations: [{ operator: 'Exists' }],
      nodeSelector: { tier: 'gold' },
      containers: [{ name: 'plain', image: `${plainRegistry}/k8s/busybox:1`, command: ['sleep', '3600'] }],
    },
  }));
  await kubectl('apply', '-f', file);
  await kubectl('wait', '--for=condition=Ready', 'pod/plain', '--timeout=50s', '--request-timeout=0');
  expect(proxied().join('\n')).toContain(`http://${plainRegistry}/v2/k8s/busybox/`);
}

export async function checkTime({ master, minion }: OptionsCluster): Promise<void> {
  for (const node of [master, minion]) {
    await expect.poll(() => node.run('chronyc', '-n', 'sources'), { timeout: 60_000 }).toMatch(/^\^\* 172\.24\.0\.1 /m);
    expect(await node.run('chronyc', '-n', 'tracking')).toMatch(/^Leap status +: Normal$/m);
  }
}

export async function checkRootCa({ master, minion }: OptionsCluster): Promise<void> {
  for (const node of [master, minion]) {
    expect(await node.run('curl', '--silent', '--fail', '--noproxy', '*', '--write-out', '%{http_code} %{ssl_verify_result}', `https://${mirror}/v2/`)).toBe('{}200 0');
    expect(await node.run('openssl', 'verify', '-CApath', '/etc/ssl/certs', '/etc/jeroboam/root-ca.crt')).toMatch(/: OK$/);
  }
}
