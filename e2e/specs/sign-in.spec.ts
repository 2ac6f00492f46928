import type { Page } from '@playwright/test';
import { ask, signInToCloud } from '../cloud.ts';
import { awake, expect, signIn, test } from '../fixtures.ts';

async function tryToSignIn(page: Page, user: string, password: string): Promise<void> {
  await page.goto('/login');
  await awake(page.getByLabel('User name'));
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a wrong password and a disabled account get the one sentence that is true of both', async ({ page }) => {
  for (const [user, password] of [['bob', 'not it'], ['erin', 'secret']] as const) {
    await tryToSignIn(page, user, password);
    await expect(page.getByRole('alert').filter({ hasText: 'password or domain is wrong, or the account is disabled' })).toBeVisible();
    await expect(page).toHaveURL(/\/login/);
    await expect(page.getByLabel('User name')).toHaveValue(user);
  }
});

test('a user without a project is told so', async ({ page }) => {
  await tryToSignIn(page, 'dave', 'secret');
  await expect(page.getByRole('alert').filter({ hasText: 'no project' })).toBeVisible();
});

test('a stranger is led to sign in and back to the page that was asked for', async ({ page }) => {
  await page.goto('/cluster-templates?q=x');
  await expect(page).toHaveURL(/\/login\?next=/);
  await awake(page.getByLabel('User name'));
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/cluster-templates\?q=x$/);
});

test('the way back never leads to another site', async ({ page, baseURL }) => {
  for (const next of ['https://example.com/', '//example.com', '/\\example.com', 'javascript:alert(1)']) {
    await page.context().clearCookies();
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await awake(page.getByLabel('User name'));
    await page.getByLabel('User name').fill('alice');
    await page.getByLabel('Password', { exact: true }).fill('secret');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`^${baseURL}/clusters`));
  }
});

test('someone with two projects chooses one, and changes to the other without signing in again', async ({ page, signIn: enter }) => {
  await enter('carol', 'demo');
  await awake(page.getByRole('button', { name: 'Project demo, switch' }));
  await page.getByRole('button', { name: 'Project demo, switch' }).click();
  await page.getByRole('option', { name: 'demo2' }).click();
  await expect(page.getByRole('button', { name: 'Project demo2, switch' })).toBeVisible();
  await expect(page).toHaveURL(/\/clusters/);
});

test('signing out ends the session at Keystone too', async ({ page, context }) => {
  await signIn(page, 'alice');
  const cookies = await context.cookies();
  const session = cookies.filter(({ name }) => name.includes('session-token'));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await page.getByRole('button', { name: /alice/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);
  // The very cookie of before: whoever had copied it has nothing.
  await context.addCookies(cookies);
  await page.goto('/clusters');
  await expect(page).toHaveURL(/\/login/);
});

test('no token is anywhere that the page can read', async ({ page }) => {
  await signIn(page, 'alice');
  const seen = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]));
  expect(seen).not.toMatch(/gAAAA[A-Za-z0-9_-]{20}/);
});

test('when the session ends in the middle of a form, signing in again loses nothing', async ({ page, context }) => {
  await signIn(page, 'alice');
  await page.goto('/cluster-templates/new');
  await awake(page.getByLabel('Name', { exact: true }));
  await page.getByLabel('Name', { exact: true }).fill('typed-before');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Create template' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('sign-in has run out');
  await dialog.getByLabel('Password', { exact: true }).fill('secret');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/cluster-templates\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('typed-before');
});

test('a token that Keystone has revoked leads to sign in and back', async ({ page, tenant }) => {
  await signIn(page, tenant.userName);
  await page.goto('/quota');
  const operator = await signInToCloud('operator', 'admin');
  const member = await signInToCloud(tenant.userName, tenant.projectName);
  // Turning the account off and on again revokes all its tokens.
  const account = `${process.env.OS_AUTH_URL ?? 'http://127.0.0.1:5000/v3'}/users/${member.userId}`;
  for (const enabled of [false, true]) {
    await ask(operator, account, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: { enabled } }) });
  }
  await expect(async () => {
    await page.goto('/quota');
    await expect(page).toHaveURL(/\/login\?next=/, { timeout: 1000 });
  }).toPass({ timeout: 90_000, intervals: [3_000] });
  await awake(page.getByLabel('User name'));
  await page.getByLabel('User name').fill(tenant.userName);
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/quota/);
});
