import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { awake, createCluster, createTemplate, deleteCluster, expect, expectReady, test, uniqueName } from '../fixtures.ts';

/**
 * A number of its own for each run, so that what an earlier one has left is in nobody's way; older than the portal's
 * own, so that no wizard takes it by itself.
 */
const version = `0.9.${Math.floor(Date.now() / 1000) % 10_000_000}`;
const name = 'k8s_debian_v1';

/** The Debian driver as an archive, after `change` has had its way with the files. */
function pack(change: (folder: string) => void): { name: string; mimeType: string; buffer: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'driver-'));
  try {
    for (const each of [name, 'common']) cpSync(path.join('drivers', each), path.join(folder, each), { recursive: true });
    edit(folder, `${name}/driver.yaml`, /^version: .*$/m, `version: ${version}`);
    change(folder);
    const buffer = execFileSync('tar', ['-C', folder, '-cz', name, 'common'], { maxBuffer: 10_000_000 });
    return { name: `${name}.tar.gz`, mimeType: 'application/gzip', buffer };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function edit(folder: string, file: string, from: RegExp, to: string): void {
  const at = path.join(folder, file);
  const text = readFileSync(at, 'utf8');
  expect(text, file).toMatch(from);
  writeFileSync(at, text.replace(from, to));
}

async function upload(page: Page, archive: ReturnType<typeof pack>): Promise<void> {
  await page.getByLabel('Archive of the driver').setInputFiles(archive);
  await page.getByRole('button', { name: 'Check and install' }).click();
}

test('an administrator installs a version, compares it, tries it on one cluster, and takes it away again', async ({ page, signIn }) => {
  test.setTimeout(600_000);
  await signIn('operator', 'demo');

  await page.goto('/drivers');
  await page.getByRole('link', { name: 'Install driver' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Install a driver' })).toBeVisible();
  await awake(page.getByRole('button', { name: 'Choose archive' }));
  await upload(page, pack((folder) => {
    writeFileSync(path.join(folder, name, 'README.md'), '# Too short\n');
    edit(folder, 'common/templates/kubecluster.yaml', /^resources:$/m, 'resources:\n  stolen: {type: "OS::Heat::Value", properties: {value: {"get_file": "file:///etc/passwd"}}}');
  }));
  const refused = page.getByRole('alert').filter({ hasText: 'Nothing was installed: 2 things are wrong' });
  await expect(refused).toContainText('README.md is missing or says too little');
  await expect(refused).toContainText('get_file names “file:///etc/passwd”, which is not a file of the bundle.');

  await upload(page, pack((folder) => edit(folder, 'common/templates/kubecluster.yaml', /^resources:$/m, 'resources:\n  canary: {type: "OS::Heat::RandomString"}')));
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

  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Move to another version' }).click();
  await awake(page.getByRole('button', { name: 'See what would change' }));
  await page.getByLabel('Version').selectOption(version);
  await page.getByRole('button', { name: 'See what would change' }).click();
  await expect(page.getByText('No server is replaced or deleted')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'canary' }).filter({ hasText: 'OS::Heat::RandomString' })).toContainText('Added');
  await page.getByRole('button', { name: `Move to ${version}` }).click();
  await expect(page).toHaveURL(new RegExp(`/clusters/${clusterId}$`), { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(page.getByRole('link', { name: `${name} ${version}` })).toBeVisible();
  await expectReady(page);

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
