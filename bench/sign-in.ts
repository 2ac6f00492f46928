import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { chromium } from '@playwright/test';

export interface Signed {
  context: BrowserContext;
  page: Page;
  /** For requests without the browser. */
  cookie: string;
  close(): Promise<void>;
}

/** A headless browser in which this user is signed in. */
export async function signInWithBrowser(portalUrl: string, user: string, options: Pick<BrowserContextOptions, 'reducedMotion'> = {}): Promise<Signed> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ baseURL: portalUrl, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`${portalUrl}/login`);
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/clusters/);
  const cookies = await context.cookies();
  return { context, page, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), close: () => browser.close() };
}
