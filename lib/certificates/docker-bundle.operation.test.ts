import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { makeClusterAuthorities, saveClusterAuthorities } from './create-cluster-authorities.ts';
import { issueDockerBundle } from './issue-docker-bundle.ts';
import { issueKubeconfig } from './issue-kubeconfig.ts';
import { listIssuedCertificates } from './list-issued-certificates.ts';

useTestDatabase();

const clusterId = randomUUID();
const folder = mkdtempSync(path.join(tmpdir(), 'docker-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Only who acts is read here; no service of the cloud is asked. */
function scopeOf(userName: string, projectId: string, ...roles: string[]): Scope {
  return { userId: `id-${userName}`, userName, projectId, projectName: projectId, roles } as unknown as Scope;
}
const alice = scopeOf('alice', 'demo', 'member');

beforeAll(async () => {
  const owner = { projectId: 'demo', projectName: 'demo', userId: 'id-alice', userName: 'alice' };
  const driver = { coe: 'swarm-mode', driverName: 'swarm_mode_debian_v1', driverVersion: '1.0.0' };
  const template = await db().clusterTemplate.create({
    data: {
      ...owner, ...driver, name: 't', serverType: 'vm', imageId: 'i', imageName: 'i', clusterDistro: 'debian', flavorId: 'f', flavorName: 'f',
      masterFlavorId: 'f', masterFlavorName: 'f', externalNetworkId: 'n', externalNetworkName: 'n', networkDriver: 'docker',
    },
  });
  await db().bundle.create({ data: { sha256: 'x', driverName: 'd', driverVersion: '1', template: '', files: {}, environment: {} } });
  await db().cluster.create({
    data: {
      id: clusterId, name: 'herd', apiAddress: 'tcp://192.0.2.20:2376', ...owner, ...driver, region: 'RegionOne', templateId: template.id, submissionId: randomUUID(),
      masterCount: 3, nodeCount: 2, masterFlavorId: 'f', masterFlavorName: 'f', flavorId: 'f', flavorName: 'f', imageId: 'i', imageName: 'i', floatingIpEnabled: true, masterLbEnabled: true,
      createTimeoutMin: 60, status: 'CREATE_COMPLETE', bundleSha256: 'x', stackName: 'herd', trustMarker: 'm',
    },
  });
  await saveClusterAuthorities(db(), clusterId, await makeClusterAuthorities(clusterId, 'herd'));
});

test("a member gets an archive that tar opens: the authority, a certificate of his own and its key, readable by him alone", async () => {
  const bundle = await issueDockerBundle(alice, { clusterId, lifetimeHours: 8 });
  expect(bundle.fileName).toBe('herd-docker.tar.gz');
  writeFileSync(path.join(folder, bundle.fileName), bundle.archive);
  execFileSync('tar', ['-xzf', bundle.fileName], { cwd: folder });
  const inside = (name: string) => path.join(folder, 'herd-docker', name);
  expect(statSync(inside('key.pem')).mode & 0o777).toBe(0o600);
  const certificate = new X509Certificate(readFileSync(inside('cert.pem')));
  expect(certificate.verify(new X509Certificate(readFileSync(inside('ca.pem'))).publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(readFileSync(inside('key.pem'))))).toBe(true);
  expect(certificate.subject).toBe('O=docker\nCN=alice');
  const hours = (new Date(certificate.validTo).getTime() - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(7.98);
  expect(hours).toBeLessThanOrEqual(8);
});

test.each(['sh', 'bash'])('env.sh sourced in the folder by %s points the client at the managers and at the folder', (shell) => {
  const cwd = path.join(folder, 'herd-docker');
  const told = execFileSync(shell, ['-euc', '. ./env.sh; env'], { cwd, encoding: 'utf8' });
  expect(told).toContain('DOCKER_HOST=tcp://192.0.2.20:2376\n');
  expect(told).toContain('DOCKER_TLS_VERIFY=1\n');
  expect(told).toContain(`DOCKER_CERT_PATH=${cwd}\n`);
});

test('bash may source it from elsewhere', () => {
  const told = execFileSync('bash', ['-uc', '. herd-docker/env.sh; env'], { cwd: folder, encoding: 'utf8' });
  expect(told).toContain(`DOCKER_CERT_PATH=${path.join(folder, 'herd-docker')}\n`);
});

test('who took it, and until when, is written down; the key is not', async () => {
  const { notAfter } = await issueDockerBundle(alice, { clusterId, lifetimeHours: 1 });
  const [newest] = await listIssuedCertificates(alice, clusterId);
  expect(newest).toMatchObject({ userName: 'alice', notAfter: notAfter.toISOString() });
  const events = await db().auditEvent.findMany({ where: { subjectId: clusterId } });
  expect(events.every((event) => event.action === 'cluster:docker-bundle')).toBe(true);
  expect(JSON.stringify([events, await db().issuedClientCertificate.findMany()])).not.toContain('PRIVATE');
});

test('readers get none, another project learns nothing, and a Swarm has no kubeconfig', async () => {
  const before = await db().issuedClientCertificate.count();
  const input = { clusterId, lifetimeHours: 1 };
  await expect(issueDockerBundle(scopeOf('rita', 'demo', 'reader'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(issueDockerBundle(scopeOf('bob', 'demo2', 'member'), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(issueDockerBundle(alice, { clusterId, lifetimeHours: 0 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(issueKubeconfig(alice, input)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(await db().issuedClientCertificate.count()).toBe(before);
});
