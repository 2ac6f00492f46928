import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask, signInToCloud, takeInventory, type Inventory } from '../cloud.ts';
import { awake, createTemplate, deleteCluster, expect, expectReady, fillClusterWizard, signIn, test, uniqueName } from '../fixtures.ts';
import { startHoldingProxy, type HoldingProxy } from '../holding-proxy.ts';
import { runPortal, waitUntilReady, type RunningPortal } from '../../launch/run-portal.ts';

/** A second portal and reconciler, of the same database, whose cloud is behind the proxy: they can be killed. */
const port = 3919;
const address = `http://127.0.0.1:${port}`;
const logDir = path.resolve('.data/test/crash');
let proxy: HoldingProxy;
let portal: RunningPortal | undefined;

test.use({ baseURL: address });

test.beforeAll(async () => {
  mkdirSync(logDir, { recursive: true });
  proxy = await startHoldingProxy();
});

test.afterAll(async () => {
  await portal?.stop();
  await proxy.close();
});

async function start(run: 'both' | 'portal' | 'reconciler'): Promise<RunningPortal> {
  const variables = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  const started = runPortal({
    variables: { ...variables, OS_AUTH_URL: proxy.authUrl, PUBLIC_URL: address, NEXTAUTH_URL: address },
    host: '127.0.0.1',
    port,
    logDir,
    run,
  });
  if (run !== 'reconciler') await waitUntilReady(`${address}/readyz`);
  return started;
}

const points = [
  { after: 'the row', hold: { method: 'POST', path: /\/OS-TRUST\/trusts/, when: 'before' }, then: 'continue' },
  { after: 'the trust, its id not yet saved', hold: { method: 'POST', path: /\/OS-TRUST\/trusts/, when: 'after' }, then: 'continue' },
  { after: 'the trust is saved', hold: { method: 'POST', path: /\/heat\/.*\/stacks$/, when: 'before' }, then: 'continue' },
  { after: 'the stack, its id not yet saved', hold: { method: 'POST', path: /\/heat\/.*\/stacks$/, when: 'after' }, then: 'adopted' },
] as const;

for (const point of points) {
  test(`a portal killed after ${point.after} loses no cluster and leaves nothing that nobody owns`, { annotation: { type: 'portal goes away' } }, async ({ page }) => {
    test.setTimeout(300_000);
    const cloud = await signInToCloud('carol', 'demo2');
    const before = await takeInventory(cloud);
    portal = await start('portal');
    const template = uniqueName('made');
    const name = uniqueName('crash');
    await signIn(page, 'carol', 'demo2');
    await createTemplate(page, template);
    await fillClusterWizard(page, name, template, { masters: 1, minions: 1 });
    const { caught } = proxy.hold(point.hold);
    await page.getByRole('button', { name: 'Create cluster' }).click();
    await caught;
    portal.kill();
    await portal.ended;

    portal = await start('portal');
    await page.goto('/clusters');
    await page.getByRole('link', { name, exact: true }).first().click();
    if (point.then === 'continue') {
      await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible({ timeout: 120_000 });
      await awake(page.getByRole('button', { name: 'Continue' }));
      await page.getByRole('button', { name: 'Continue' }).click();
    }
    await expectReady(page);
    const during = await takeInventory(cloud);
    expect(during.stacks.length - before.stacks.length, 'one stack').toBe(1);
    await removeAndCompare(page, name, before);
    await portal.stop();
  });
}

test('a reconciler killed while it follows and while it deletes is replaced by another', { annotation: { type: 'portal goes away' } }, async ({ page }) => {
  test.setTimeout(300_000);
  const cloud = await signInToCloud('carol', 'demo2');
  const before = await takeInventory(cloud);
  portal = await start('portal');
  const doomed = await start('reconciler');
  const template = uniqueName('kill');
  const name = uniqueName('kill');
  await signIn(page, 'carol', 'demo2');
  await createTemplate(page, template);
  await fillClusterWizard(page, name, template, { masters: 1, minions: 1 });
  const following = proxy.hold({ method: 'GET', path: /\/heat\/.*\/(events|resources)/, when: 'after' });
  await page.getByRole('button', { name: 'Create cluster' }).click();
  // Whichever reconciler holds the lease follows; the doomed one is killed in the middle of a look if it was it.
  await Promise.race([following.caught, expectReady(page)]);
  doomed.kill();
  await expectReady(page);
  await removeAndCompare(page, name, before);
  await portal.stop();
});

test('a page whose portal was killed says that it reconnects, and catches up by itself when it is back', { annotation: { type: 'portal goes away' } }, async ({ page }) => {
  test.setTimeout(300_000);
  const cloud = await signInToCloud('carol', 'demo2');
  const before = await takeInventory(cloud);
  portal = await start('portal');
  const template = uniqueName('line');
  const name = uniqueName('cut');
  await signIn(page, 'carol', 'demo2');
  await createTemplate(page, template);
  await fillClusterWizard(page, name, template, { masters: 1, minions: 1 });
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  let loads = 0;
  page.on('load', () => (loads += 1));
  portal.kill();
  await portal.ended;
  await expect(page.getByText('Reconnecting')).toBeVisible();
  portal = await start('portal');
  await expectReady(page);
  expect(loads, 'the page was never loaded again').toBe(0);
  await removeAndCompare(page, name, before);
  await portal.stop();
});

async function removeAndCompare(page: Page, name: string, before: Inventory): Promise<void> {
  const clusterId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await deleteCluster(page, clusterId, name);
  const cloud = await signInToCloud('carol', 'demo2');
  await expect.poll(async () => takeInventory(cloud), { timeout: 60_000 }).toEqual(before);
  const trusts = await ask<{ trusts: unknown[] }>(cloud, `${process.env.OS_AUTH_URL ?? 'http://127.0.0.1:5000/v3'}/OS-TRUST/trusts?trustor_user_id=${cloud.userId}`);
  expect(trusts.trusts.length).toBe(before.trusts.length);
}
