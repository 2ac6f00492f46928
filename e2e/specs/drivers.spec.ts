import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask, signInToCloud, type Session } from '../cloud.ts';
import { driverName as name, editFile as edit, packDriver, uniqueVersion, upload } from '../driver-archive.ts';
import { awake, createCluster, createTemplate, deleteCluster, expect, expectReady, test, uniqueName } from '../fixtures.ts';

const version = uniqueVersion(9);
const pack = (change: (folder: string) => void) => packDriver(version, change);

test('an administrator installs a version, compares it, tries it on one cluster, and takes it away again', async ({ page, signIn }) => {
  await signIn('operator', 'demo');

  await page.goto('/drivers');
  await page.getByRole('link', { name: 'Install driver' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Install a driver' })).toBeVisible();
  await upload(page, pack((folder) => {
    writeFileSync(path.join(folder, name, 'README.md'), '# Too short\n');
    edit(folder, 'common/templates/kubecluster.yaml', /^resources:$/m, 'resources:\n  stolen: {type: "OS::Heat::Value", properties: {value: {"get_file": "file:///etc/passwd"}}}');
  }));
  const refused = page.getByRole('alert').filter({ hasText: 'Nothing was installed: 2 things are wrong' });
  await expect(refused).toContainText('README.md is missing or says too little');
  await expect(refused).toContainText('get_file names “file:///etc/passwd”, which is not a file of the bundle.');

  await upload(page, pack((folder) => {
    edit(folder, 'common/templates/kubecluster.yaml', /^resources:$/m, 'resources:\n  canary: {type: "OS::Heat::RandomString"}');
    edit(folder, 'common/manifests/kubernetes.yaml', /^labels:$/m, 'labels:\n  - {key: canary_word, group: Versions, title: Word, help: What the canary sings., kind: string, default: hello}');
    edit(folder, 'common/manifests/kubernetes.yaml', /^( +)node_settings:$/m, '$1node_settings:\n$1  canary_word: labels.canary_word');
  }));
  await expect(page.getByText(`${version} is installed`)).toBeVisible({ timeout: 120_000 });
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByText(`${name} ${version}`).first()).toBeVisible();
  await expect(page.getByText(/installed by operator/)).toBeVisible();

  await page.getByRole('tab', { name: 'Images' }).click();
  await page.getByLabel('As', { exact: true }).selectOption('skopeo');
  await page.getByLabel('Prefix of the mirror').fill('mirror.example.org/k8s');
  await expect(page.getByRole('region', { name: 'Images to mirror' })).toContainText(/skopeo copy docker:\/\/\S+ docker:\/\/mirror\.example\.org\/k8s\/kube-apiserver:v/);

  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('menuitem').filter({ hasNotText: /^0\./ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${version.replaceAll('.', '\\.')} → `) })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Differences in common/templates/kubecluster.yaml' })).toContainText('canary');
  await page.getByRole('tab', { name: /Rendered/ }).click();
  await expect(page.getByRole('region', { name: 'Differences in template.yaml' })).toContainText('canary');

  await page.goto(`/drivers/${name}/${version}`);
  await setState(page, 'Deprecated');
  const template = uniqueName('canary');
  await createTemplate(page, template);
  const templateAddress = page.url();
  const cluster = uniqueName('canary');
  const clusterId = await createCluster(page, cluster, template, { masters: 1, minions: 1 });
  await expectReady(page);

  const cloud = await signInToCloud('operator', 'demo');
  const servers = await serversOf(cloud, cluster);
  expect(servers).toHaveLength(2);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Move to another version' }).click();
  await awake(page.getByRole('button', { name: 'See what would change' }));
  await page.getByLabel('Version').selectOption(version);
  await page.getByRole('button', { name: 'See what would change' }).click();
  await expect(page.getByText('No server is replaced or deleted')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'canary' }).filter({ hasText: 'OS::Heat::RandomString' })).toContainText('Added');
  await page.getByRole('tab', { name: /Labels/ }).click();
  await expect(page.getByRole('row', { name: /canary_word/ })).toHaveText(/New.*canary_word.*–.*hello/);
  await expect(page.getByRole('row', { name: /kube_tag/ })).toHaveCount(0);
  await page.getByRole('button', { name: `Move to ${version}` }).click();
  await expect(page).toHaveURL(new RegExp(`/clusters/${clusterId}$`), { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByRole('link', { name: `${name} ${version}` })).toBeVisible();
  await expectReady(page);
  // The new version tells its nodes something else, but those that run are left alone.
  expect(await serversOf(cloud, cluster)).toEqual(servers);

  await page.goto(`/drivers/${name}/${version}`);
  await page.getByRole('tab', { name: /Clusters/ }).click();
  await expect(page.getByRole('link', { name: cluster })).toBeVisible();
  await remove(page);
  await expect(page.getByText(/is used by 1 cluster /)).toBeVisible();

  await deleteCluster(page, clusterId, cluster);
  await page.goto(templateAddress);
  await awake(page.getByRole('button', { name: 'More' }));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByLabel(/^Type/).fill(template);
  await page.getByRole('button', { name: 'Delete template' }).click();
  await expect(page).toHaveURL(/\/cluster-templates$/);
  await page.goto(`/drivers/${name}/${version}`);
  await remove(page);
  await expect(page).toHaveURL(/\/drivers$/);
  await expect(page.getByText(version)).toHaveCount(0);
});

async function setState(page: Page, state: string): Promise<void> {
  await awake(page.getByRole('button', { name: 'More' }));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitemradio', { name: state }).click();
  await expect(page.locator('header').getByText(state, { exact: true }).first()).toBeVisible();
}

async function remove(page: Page): Promise<void> {
  await awake(page.getByRole('button', { name: 'More' }));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByLabel(/^Type/).fill(`${name} ${version}`);
  await page.getByRole('button', { name: 'Remove driver' }).click();
}

test('a member reads the catalogue and installs nothing', async ({ page, signIn }) => {
  await signIn('alice');
  await page.goto('/drivers');
  await expect(page.getByRole('link', { name: 'Kubernetes on Debian' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Install driver' })).toHaveCount(0);
  await page.goto('/drivers/install');
  await expect(page.getByRole('heading', { name: 'Install a driver' })).toHaveCount(0);
  const answer = await page.request.post('/api/drivers', { data: Buffer.from('x'), headers: { 'Content-Type': 'application/gzip' } });
  expect(answer.status()).toBe(403);
});

async function serversOf(cloud: Session, cluster: string): Promise<string[]> {
  const { servers } = await ask<{ servers: { id: string; name: string }[] }>(cloud, `${cloud.endpoint('compute')}/servers?name=${cluster}`);
  return servers.map(({ id }) => id).sort();
}
