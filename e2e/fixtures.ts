import { expect, test as base, type Locator, type Page, type TestInfo } from '@playwright/test';
import { signInToCloud } from './cloud.ts';
import { describeProject } from './describe-project.ts';
import { makeTenant, type Tenant } from './tenant.ts';

interface Fixtures {
  /** A project with one member, of this test alone. */
  tenant: Tenant;
  /** The same with the role of an administrator of the cloud. */
  administrator: Tenant;
  /** Signs in by the form, as a person would. */
  signIn: (user: string, project?: string) => Promise<void>;
  /** Fails the test when a page logs an error, breaks its own CSP or asks a foreign host. */
  quietPage: void;
}

/**
 * Until Heat and the nodes have done what they were asked for. Only what hangs takes so long: how long the rest takes is
 * measured by `npm run bench`, and a machine whose two cores boot eight nodes is no place for a stopwatch.
 */
export const cloudWorkMs = 10 * 60_000;

export const test = base.extend<Fixtures>({
  tenant: ({}, use, testInfo) => lendTenant('tenant', [], use, testInfo),
  administrator: ({}, use, testInfo) => lendTenant('administrator', ['admin'], use, testInfo),
  signIn: async ({ page }, use) => {
    await use((user, project) => signIn(page, user, project));
  },
  quietPage: [
    async ({ context, baseURL }, use, testInfo) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error' && !/status of (400|401|403|404|409|429)/.test(message.text())) complaints.push(message.text());
      });
      context.on('weberror', (failure) => complaints.push(failure.error().message));
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(baseURL ?? '') && !/^(data|blob|about):/.test(url)) complaints.push(`asked ${url}`);
      });
      await use();
      // Where the test takes the portal away itself, what the page then cannot fetch is part of it; where it lets a page fail,
      // that React says so (its error 441: the server could not make it).
      const expected = [...(has(testInfo, 'portal goes away') ? [/failed to load/i] : []), ...(has(testInfo, 'page fails') ? [/React error #441;/] : [])];
      expect(complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function has(testInfo: TestInfo, annotation: string): boolean {
  return testInfo.annotations.some(({ type }) => type === annotation);
}

async function lendTenant(stem: string, roles: readonly string[], use: (tenant: Tenant) => Promise<void>, testInfo: TestInfo): Promise<void> {
  const tenant = await makeTenant(uniqueName(stem), roles);
  await use(tenant);
  if (testInfo.status !== testInfo.expectedStatus) {
    const left = await signInToCloud(tenant.userName, tenant.projectName).then(describeProject).catch(String);
    process.stdout.write(`What the cloud says after “${testInfo.title}”:\n${left}\n`);
  }
  await tenant.remove();
}

export async function signIn(page: Page, user: string, project?: string): Promise<void> {
  await page.goto('/login');
  await awake(page.getByLabel('User name'));
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/\/login(\?|$)/);
  if (project) {
    await expect(page).toHaveURL(/\/login\/project/);
    const choice = page.getByRole('button', { name: new RegExp(`^${project}\\b`) });
    await awake(choice);
    await choice.click();
  }
  await expect(page.getByRole('heading', { level: 1, name: 'Clusters' })).toBeVisible();
}

/** Until React has taken over what the server sent: on a busy machine a test is quicker than any person. */
export async function awake(element: Locator): Promise<void> {
  await expect.poll(() => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')))).toBe(true);
}

/** Opens the picker of this label and takes the option that is called so. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option').filter({ has: page.getByText(option, { exact: true }) }).first().click();
}

/**
 * A template from the wizard's own defaults, with an image of which no machine is really booted; ends on the
 * template's page. @returns its address
 */
export async function createTemplate(page: Page, name: string): Promise<string> {
  await page.goto('/cluster-templates/new');
  await awake(page.getByLabel('Name', { exact: true }));
  await page.getByLabel('Name', { exact: true }).fill(name);
  await openStep(page, 'Image and driver');
  await choose(page, 'Image', 'debian-12-unbooted');
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page).toHaveURL(/\/cluster-templates\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Of the wizard, by its title in the column at the left. */
export async function openStep(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: title }).click();
  await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible();
}

/**
 * A cluster of this template, submitted from the review; ends on the cluster's page. @returns its id
 * @param onClick told just before the last button is pressed
 */
export async function createCluster(
  page: Page,
  name: string,
  templateName: string,
  shape: { masters?: number; minions?: number } = {},
  onClick: () => void = () => {},
): Promise<string> {
  await fillClusterWizard(page, name, templateName, shape);
  onClick();
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page).toHaveURL(/\/clusters\/[0-9a-f-]{36}/, { timeout: cloudWorkMs });
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Up to and including the review step. */
export async function fillClusterWizard(page: Page, name: string, templateName: string, shape: { masters?: number; minions?: number } = {}): Promise<void> {
  await page.goto('/clusters/new');
  await awake(page.getByLabel('Name', { exact: true }));
  await page.getByLabel('Name', { exact: true }).fill(name);
  await choose(page, 'Cluster template', templateName);
  await page.getByRole('button', { name: 'Next' }).click();
  if (shape.masters) await page.getByRole('radio', { name: new RegExp(`^${shape.masters}\\b`) }).click();
  if (shape.minions !== undefined) await page.getByLabel('Minions', { exact: true }).fill(String(shape.minions));
  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible();
}

/** The badge beside the cluster's name, reached without a reload. */
export async function expectReady(page: Page): Promise<void> {
  await expect(page.getByRole('main').locator('header').first().getByText('Ready', { exact: true })).toBeVisible({ timeout: cloudWorkMs });
}

/** By the page's menu and the typed name; returns when the page says that it is gone. */
export async function deleteCluster(page: Page, clusterId: string, name: string): Promise<void> {
  await beginDeletion(page, clusterId, name);
  await expect(page.getByText(/has been deleted/)).toBeVisible({ timeout: cloudWorkMs });
}

/** The same without its end. */
export async function beginDeletion(page: Page, clusterId: string, name: string): Promise<void> {
  await page.goto(`/clusters/${clusterId}`);
  await awake(page.getByRole('button', { name: 'More for this cluster' }));
  await page.getByRole('button', { name: 'More for this cluster' }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await page.getByLabel(/^Type/).fill(name);
  await page.getByRole('button', { name: 'Delete cluster' }).click();
  await expect(page.getByLabel(/^Type/)).toBeHidden();
}

/** Names that no other run has. */
export function uniqueName(stem: string): string {
  return `${stem}-${Date.now().toString(36)}`;
}
