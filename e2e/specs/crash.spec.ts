import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask, signInToCloud, takeInventory, type Inventory, type Session } from '../cloud.ts';
import { setFaults } from '../cloud-faults.ts';
import { awake, createTemplate, deleteCluster, expect, expectReady, fillClusterWizard, signIn, test, uniqueName } from '../fixtures.ts';
import { startHoldingProxy, type HoldingProxy } from '../holding-proxy.ts';
import { makeTenant, type Tenant } from '../tenant.ts';
import { freshDatabase } from '../../launch/fresh-database.ts';
import { freePort } from '../../launch/free-port.ts';
import { runPortal, waitUntilReady, type RunningPortal } from '../../launch/run-portal.ts';

/** A second portal and reconciler, with a database and a project of their own and the cloud behind the proxy: they can be killed. */
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const logDir = path.resolve('.data/test/crash');
let proxy: HoldingProxy;
let portal: RunningPortal | undefined;
const reconcilers: RunningPortal[] = [];
let databaseUrl: string;
let tenant: Tenant;
let cloud: Session;
let before: Inventory;

test.use({ baseURL: address });

test.beforeAll(async () => {
  mkdirSync(logDir, { recursive: true });
  proxy = await startHoldingProxy();
  tenant = await makeTenant(uniqueName('crash'));
  cloud = await signInToCloud(tenant.userName, tenant.projectName);
  before = await takeInventory(cloud);
  databaseUrl = await freshDatabase(process.env.DATABASE_URL ?? '', 'jeroboam_crash');
  reconcilers.push(await start('reconciler'));
});

test.afterEach(() => portal?.stop());

test.afterAll(async () => {
  for (const reconciler of reconcilers) await reconciler.stop();
  await proxy.close();
  await tenant.remove();
});

async function start(run: 'both' | 'portal' | 'reconciler'): Promise<RunningPortal> {
  const variables = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const started = runPortal({
    variables: { ...variables, OS_AUTH_URL: proxy.authUrl, DATABASE_URL: databaseUrl, PUBLIC_URL: address, NEXTAUTH_URL: address },
    host: '127.0.0.1',
    port,
    logDir,
    run,
  });
  if (run !== 'reconciler') await waitUntilReady(`${address}/readyz`);
  return started;
}

/** Each stands at one of them when the portal is killed: one kill for all. */
const points = [
  { after: 'the row', hold: { method: 'POST', path: /\/OS-TRUST\/trusts/, when: 'before' }, then: 'continue' },
  { after: 'the trust, its id not yet saved', hold: { method: 'POST', path: /\/OS-TRUST\/trusts/, when: 'after' }, then: 'continue' },
  { after: 'the trust is saved', hold: { method: 'POST', path: /\/heat\/.*\/stacks$/, when: 'before' }, then: 'continue' },
  { after: 'the stack, its id not yet saved', hold: { method: 'POST', path: /\/heat\/.*\/stacks$/, when: 'after' }, then: 'adopted' },
] as const;

test('a portal killed after the row, the trust, its id or the stack loses no cluster and leaves nothing that nobody owns', { annotation: { type: 'portal goes away' } }, async ({ page, context }) => {
  portal = await start('portal');
  const template = uniqueName('made');
  await signIn(page, tenant.userName);
  await createTemplate(page, template);
  const submissions: ((typeof points)[number] & { name: string; clusterId: string; tab: Page })[] = [];
  for (const point of points) {
    const name = uniqueName('crash');
    const tab = await context.newPage();
    await fillClusterWizard(tab, name, template, { masters: 1, minions: 0 });
    submissions.push({ ...point, name, clusterId: '', tab });
  }
  // One after the other without a rest: the portal waits 15 s for an answer that is held.
  for (const { after, hold, tab } of submissions) {
    await test.step(`submitted, and held after ${after}`, async () => {
      const { caught } = proxy.hold(hold);
      await tab.getByRole('button', { name: 'Create cluster' }).click();
      await caught;
    });
  }
  portal.kill();
  await portal.ended;
  for (const { tab } of submissions) await tab.close();

  portal = await start('portal');
  for (const submission of submissions) {
    await test.step(`found again, killed after ${submission.after}`, async () => {
      await page.goto('/clusters');
      await page.getByRole('link', { name: submission.name, exact: true }).first().click();
      await expect(page.getByRole('heading', { level: 1, name: submission.name })).toBeVisible();
      submission.clusterId = clusterIdOf(page);
      if (submission.then !== 'continue') return;
      await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible({ timeout: 120_000 });
      await awake(page.getByRole('button', { name: 'Continue' }));
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0, { timeout: 60_000 });
    });
  }
  for (const { after, clusterId } of submissions) {
    await test.step(`ready, killed after ${after}`, async () => {
      await page.goto(`/clusters/${clusterId}`);
      await expectReady(page);
    });
  }
  const stacks = await stackNames();
  for (const { after, name } of submissions) expect(stacks.filter((stack) => stack.startsWith(`${name}-`)), `one stack, killed after ${after}`).toHaveLength(1);
  expect(stacks.length - before.stacks.length, 'one stack each').toBe(points.length);
  for (const { clusterId, name } of submissions) await deleteCluster(page, clusterId, name);
  await expectAllAsBefore();
});

test('a reconciler killed while it follows and while it deletes is replaced by another, and a page whose portal was killed catches up by itself', { annotation: { type: 'portal goes away' } }, async ({ page }) => {
  portal = await start('portal');
  const [first] = reconcilers;
  const template = uniqueName('kill');
  const name = uniqueName('kill');
  // Nothing becomes ready before both have been killed.
  setFaults({ [name]: 'silent' });
  await signIn(page, tenant.userName);
  await createTemplate(page, template);
  await fillClusterWizard(page, name, template, { masters: 1, minions: 0 });
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  let loads = 0;
  page.on('load', () => (loads += 1));
  await proxy.hold({ method: 'GET', path: /\/heat\/.*\/(events|resources)/, when: 'after' }).caught;
  first?.kill();
  reconcilers.push(await start('reconciler'));
  portal.kill();
  await portal.ended;
  await expect(page.getByText('Reconnecting')).toBeVisible();
  portal = await start('portal');
  setFaults({ [name]: null });
  await expectReady(page);
  expect(loads, 'the page was never loaded again').toBe(0);

  const { caught: deleting } = proxy.hold({ method: 'DELETE', path: /\/heat\/.*\/stacks\//, when: 'after' });
  const removed = deleteCluster(page, clusterIdOf(page), name);
  await deleting;
  reconcilers.at(-1)?.kill();
  reconcilers.push(await start('reconciler'));
  await removed;
  await expectAllAsBefore();
});

test('a page that Keystone keeps waiting says so, and comes once Keystone answers: by itself, or when asked to', { annotation: [{ type: 'portal goes away' }, { type: 'page fails' }] }, async ({ page }) => {
  portal = await start('portal');
  await signIn(page, tenant.userName);
  for (const [address, again] of [['/quota', 'by itself'], ['/activity', 'asked to']] as const) {
    await test.step(again, async () => {
      // A portal that has just started knows no token and must ask.
      await portal?.stop();
      portal = await start('portal');
      const { caught } = proxy.hold({ method: 'GET', path: /\/auth\/tokens/, when: 'before' });
      await page.goto(address);
      await caught;
      const failure = page.getByRole('alert').filter({ hasText: 'This page could not be shown' });
      await expect(failure).toContainText('did not answer in time');
      await expect(page.getByText(/The next try comes by itself in \d+ s\./)).toBeVisible();
      if (again === 'asked to') await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('heading', { level: 1, name: address === '/quota' ? 'Quota' : 'Activity' })).toBeVisible();
      await expect(failure).toBeHidden();
    });
  }
});

function clusterIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function expectAllAsBefore(): Promise<void> {
  await expect.poll(async () => takeInventory(cloud), { timeout: 60_000 }).toEqual(before);
}

async function stackNames(): Promise<string[]> {
  const { stacks } = await ask<{ stacks: { stack_name: string }[] }>(cloud, `${cloud.endpoint('orchestration')}/stacks`);
  return stacks.map((stack) => stack.stack_name);
}
