import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as yaml from 'js-yaml';
import { signInToCloud, takeInventory } from '../cloud.ts';
import { createCluster, createTemplate, deleteCluster, expect, expectReady, test, uniqueName } from '../fixtures.ts';

interface Kubeconfig {
  clusters: { cluster: { server: string; 'certificate-authority-data': string } }[];
  users: { user: { 'client-certificate-data': string; 'client-key-data': string } }[];
}

test('a user makes a template and a cluster, watches it come up without a reload, takes a kubeconfig and leaves nothing behind', async ({ page, signIn, tenant }) => {
  const cloud = await signInToCloud(tenant.userName, tenant.projectName);
  const before = await takeInventory(cloud);
  const template = uniqueName('life');
  const name = uniqueName('shop');

  await signIn(tenant.userName);
  await createTemplate(page, template);
  let loads = 0;
  const clusterId = await createCluster(page, name, template, { masters: 3, minions: 2 });
  page.on('load', () => (loads += 1));

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectReady(page);
  expect(loads, 'the page was never loaded again').toBe(0);
  await expect(page.getByText(/https:\/\/172\.24\.\d+\.\d+:6443/).first()).toBeVisible();
  await page.getByRole('tab', { name: /Nodes/ }).click();
  await expect(page.getByRole('row', { name: /master/i })).toHaveCount(3);
  await expect(page.getByRole('row', { name: /minion/i })).toHaveCount(2);

  const during = await takeInventory(cloud);
  expect(during.servers.length - before.servers.length).toBe(5);
  expect(during.trusts.length, 'a trust for the reconciler').toBeGreaterThan(before.trusts.length);
  expect(during.heatTrusts.length, 'one of Heat').toBeGreaterThan(before.heatTrusts.length);

  await page.getByRole('button', { name: 'Kubeconfig' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('link', { name: /Download/ }).or(page.getByRole('dialog').getByRole('button', { name: /Download/ })).first().click();
  const file = await (await downloading).path();
  verifyKubeconfig(readFileSync(file, 'utf8'));
  await page.keyboard.press('Escape');

  await deleteCluster(page, clusterId, name);
  await expect.poll(async () => takeInventory(cloud), { timeout: 60_000 }).toEqual(before);
});

function verifyKubeconfig(text: string): void {
  const config = yaml.load(text) as Kubeconfig;
  const cluster = config.clusters[0]?.cluster;
  const user = config.users[0]?.user;
  expect(cluster?.server).toMatch(/^https:\/\/.+:6443$/);
  const decode = (data: string | undefined) => Buffer.from(data ?? '', 'base64').toString('utf8');
  const folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'));
  const files = { ca: path.join(folder, 'ca.pem'), client: path.join(folder, 'client.pem') };
  writeFileSync(files.ca, decode(cluster?.['certificate-authority-data']));
  writeFileSync(files.client, decode(user?.['client-certificate-data']));
  const verdict = execFileSync('openssl', ['verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', files.ca, files.client], { encoding: 'utf8' });
  expect(verdict).toContain('OK');
  const certificate = new X509Certificate(readFileSync(files.client));
  expect(certificate.subject).toContain('O=system:masters');
  expect(decode(user?.['client-key-data'])).toMatch(/^-----BEGIN (RSA )?PRIVATE KEY-----/);
}
