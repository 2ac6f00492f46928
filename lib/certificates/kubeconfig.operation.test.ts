import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import * as yaml from 'js-yaml';
import { beforeAll, expect, test, vi } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { makeClusterAuthorities, saveClusterAuthorities } from './create-cluster-authorities.ts';
import { issueKubeconfig } from './issue-kubeconfig.ts';
import { listIssuedCertificates } from './list-issued-certificates.ts';
import { loadClusterSecrets } from './load-cluster-secrets.ts';

useTestDatabase();

const clusterId = randomUUID();
const withoutAddress = randomUUID();

/** Only who acts is read here; no service of the cloud is asked. */
function scopeOf(userName: string, projectId: string, ...roles: string[]): Scope {
  return { userId: `id-${userName}`, userName, projectId, projectName: projectId, roles } as unknown as Scope;
}
const alice = scopeOf('alice', 'demo', 'member');
const bob = scopeOf('bob', 'demo2', 'member');
const rita = scopeOf('rita', 'demo', 'reader');
const operator = scopeOf('operator', 'admin', 'admin');

beforeAll(async () => {
  const owner = { projectId: 'demo', projectName: 'demo', userId: 'id-alice', userName: 'alice' };
  const template = await db().clusterTemplate.create({
    data: {
      ...owner, name: 't', coe: 'kubernetes', serverType: 'vm', driverName: 'k8s_debian_v1', driverVersion: '1.0.0', imageId: 'i', imageName: 'i',
      clusterDistro: 'debian', flavorId: 'f', flavorName: 'f', masterFlavorId: 'f', masterFlavorName: 'f', externalNetworkId: 'n', externalNetworkName: 'n', networkDriver: 'flannel',
    },
  });
  await db().bundle.create({ data: { sha256: 'x', driverName: 'd', driverVersion: '1', template: '', files: {}, environment: {} } });
  for (const [id, name, apiAddress] of [[clusterId, 'prod', 'https://192.0.2.10:6443'], [withoutAddress, 'young', null]] as const) {
    await db().cluster.create({
      data: {
        id, name, apiAddress, ...owner, region: 'RegionOne', templateId: template.id, coe: 'kubernetes', driverName: 'k8s_debian_v1', driverVersion: '1.0.0', submissionId: randomUUID(),
        masterCount: 1, nodeCount: 1, masterFlavorId: 'f', masterFlavorName: 'f', flavorId: 'f', flavorName: 'f', imageId: 'i', imageName: 'i', floatingIpEnabled: true, masterLbEnabled: false,
        createTimeoutMin: 60, status: 'CREATE_COMPLETE', bundleSha256: 'x', stackName: name, trustMarker: 'm',
      },
    });
  }
  await saveClusterAuthorities(db(), clusterId, await makeClusterAuthorities(clusterId, 'prod'));
});

interface Kubeconfig {
  clusters: { cluster: { server: string; 'certificate-authority-data': string } }[];
  users: { user: { 'client-certificate-data': string; 'client-key-data': string } }[];
  'current-context': string;
}
const decode = (text = '') => Buffer.from(text, 'base64').toString();

test('a member gets a kubeconfig whose certificate is his own, of this cluster, and ends when it says', async () => {
  const file = await issueKubeconfig(alice, { clusterId, lifetimeHours: 8 });
  expect(file.fileName).toBe('prod.kubeconfig');
  const kubeconfig = yaml.load(file.yaml) as Kubeconfig;
  const [cluster] = kubeconfig.clusters;
  const [user] = kubeconfig.users;
  expect(kubeconfig['current-context']).toBe('prod');
  expect(cluster?.cluster.server).toBe('https://192.0.2.10:6443');

  const authority = new X509Certificate(decode(cluster?.cluster['certificate-authority-data']));
  const certificate = new X509Certificate(decode(user?.user['client-certificate-data']));
  expect(certificate.checkIssued(authority)).toBe(true);
  expect(certificate.verify(authority.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(decode(user?.user['client-key-data'])))).toBe(true);
  expect(certificate.subject).toBe('O=system:masters\nCN=alice');
  expect(certificate.ca).toBe(false);
  const hours = (new Date(certificate.validTo).getTime() - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(7.98);
  expect(hours).toBeLessThanOrEqual(8);
});

test('who took one, and until when, is written down with the issue itself', async () => {
  const before = (await listIssuedCertificates(alice, clusterId)).length;
  const file = await issueKubeconfig(operator, { clusterId, lifetimeHours: 1 });
  const [newest, ...rest] = await listIssuedCertificates(alice, clusterId);
  expect(rest).toHaveLength(before);
  expect(newest).toMatchObject({ userName: 'operator', notAfter: file.notAfter.toISOString() });
  const [event] = await db().auditEvent.findMany({ where: { subjectId: clusterId, userName: 'operator' } });
  expect(event, "an administrator's issue stands in the cluster's own project").toMatchObject({ action: 'cluster:kubeconfig', projectId: 'demo', subjectName: 'prod' });
  expect(JSON.stringify(await db().issuedClientCertificate.findMany())).not.toContain('PRIVATE');
});

test('readers get none, another project learns nothing, and nothing is written for either', async () => {
  const count = await db().issuedClientCertificate.count();
  await expect(issueKubeconfig(rita, { clusterId, lifetimeHours: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(issueKubeconfig(bob, { clusterId, lifetimeHours: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(listIssuedCertificates(bob, clusterId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(issueKubeconfig(alice, { clusterId: '../../etc', lifetimeHours: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await db().issuedClientCertificate.count()).toBe(count);
});

test.each([0, -1, 721, 1.5, Number.NaN, Infinity])('a lifetime of %s hours is refused', async (lifetimeHours) => {
  await expect(issueKubeconfig(alice, { clusterId, lifetimeHours })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a cluster whose API has no address yet has no kubeconfig', async () => {
  await expect(issueKubeconfig(alice, { clusterId: withoutAddress, lifetimeHours: 1 })).rejects.toMatchObject({ code: 'INVALID_STATE' });
});

test('the secrets of a cluster are the same each time, with a token as kubeadm wants it', async () => {
  const secrets = await loadClusterSecrets(clusterId);
  expect(secrets.bootstrapToken).toMatch(/^[a-z0-9]{6}\.[a-z0-9]{16}$/);
  expect(await loadClusterSecrets(clusterId)).toEqual(secrets);
  expect(secrets.cloudCredentialSecret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  for (const [name, text] of Object.entries(secrets)) if (name.includes('Pem')) expect(text, name).toMatch(/^-----BEGIN /);
  await expect(loadClusterSecrets(withoutAddress)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

/** The same database as seen by a process that was started with other sealing keys. */
async function withSealingKeys(keys: string) {
  process.env.JEROBOAM_SEALING_KEYS = keys;
  vi.resetModules();
  const [{ resealKeys: reseal }, { loadClusterSecrets: load }] = await Promise.all([import('./reseal-keys.ts'), import('./load-cluster-secrets.ts')]);
  return { reseal, load };
}

test('resealing moves every key to the new first key once, after which the old one is not needed', async () => {
  const old = process.env.JEROBOAM_SEALING_KEYS ?? '';
  const secrets = await loadClusterSecrets(clusterId);
  const next = `next:${Buffer.alloc(32, 'n').toString('base64')}`;
  try {
    const rotating = await withSealingKeys(`${next},${old}`);
    expect(await rotating.reseal()).toBe(4);
    expect(await rotating.reseal()).toBe(0);
    const rotated = await withSealingKeys(next);
    expect(await rotated.load(clusterId)).toEqual(secrets);
  } finally {
    await withSealingKeys(old);
  }
});
