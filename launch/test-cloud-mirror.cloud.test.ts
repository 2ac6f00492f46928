import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { expect, test } from 'vitest';

/** What a booted node finds at 172.24.0.1 (testcloud/README.md, "What nodes reach"). */
const host = '172.24.0.1';
const home = path.resolve(process.env.TESTCLOUD_HOME ?? '.data/testcloud');
const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';
const images = [
  'k8s/kube-apiserver:v1.20.2',
  'k8s/kube-controller-manager:v1.20.2',
  'k8s/kube-scheduler:v1.20.2',
  'k8s/kube-proxy:v1.20.2',
  'k8s/etcd:3.4.23-0',
  'k8s/etcd:3.4.13-0',
  'k8s/pause:3.2',
  'k8s/busybox:1',
  'library/busybox:latest',
];
const prepared = existsSync(path.join(home, 'mirror/store'));

test.skipIf(!prepared).each(images)('the mirror serves %s, each blob of it (skipped while the node image is being prepared)', async (image) => {
  const [name, tag] = image.split(':');
  const manifest = JSON.parse((await fromMirror('GET', `/v2/${name}/manifests/${tag}`)).body) as Record<'config' | 'layers', unknown>;
  for (const blob of [manifest.config, ...(manifest.layers as unknown[])] as { digest: string; size: number }[]) {
    const answer = await fromMirror('HEAD', `/v2/${name}/blobs/${blob.digest}`);
    expect(answer).toMatchObject({ status: 200, length: blob.size });
  }
});

test('nothing can be pushed to the mirror', async () => {
  expect((await fromMirror('POST', '/v2/k8s/pause/blobs/uploads/')).status).toBe(405);
});

test('the proxy reaches the gateway and nothing else', async () => {
  expect(await throughProxy(`http://${host}:5002/v2/`)).toBe(200);
  expect(await throughProxy('http://127.0.0.1:5000/v3')).toBe(403);
  expect(readFileSync(path.join(home, 'log/proxy.log'), 'utf8')).toContain(`GET http://${host}:5002/v2/ HTTP/1.1`);
});

test('the time server gives the time of this machine', async () => {
  const socket = createSocket('udp4');
  // Version 4, client; RFC 5905: stratum in byte 1, the transmit timestamp's seconds since 1900 in bytes 40 to 43.
  socket.send(Buffer.concat([Buffer.of(0x23), Buffer.alloc(47)]), 123, host);
  const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(3000) })) as [Buffer];
  socket.close();
  expect(answer[1]).toBeLessThan(16);
  expect(Math.abs(answer.readUInt32BE(40) - 2_208_988_800 - Date.now() / 1000)).toBeLessThan(2);
});

async function fromMirror(method: string, target: string): Promise<{ status?: number; length: number; body: string }> {
  const ca = readFileSync(path.join(home, 'mirror/ca.crt'));
  return answerTo(https.request(`https://${host}:5001${target}`, { method, ca, headers: { Accept: manifestType } }));
}

async function throughProxy(url: string): Promise<number | undefined> {
  return (await answerTo(http.request({ host, port: 3128, path: url, agent: false, headers: { Host: new URL(url).host } }))).status;
}

async function answerTo(request: http.ClientRequest): Promise<{ status?: number; length: number; body: string }> {
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, length: Number(response.headers['content-length']), body: Buffer.concat(chunks).toString() };
}
