import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { createTemplate, expect, fillClusterWizard, signIn, test, uniqueName } from '../fixtures.ts';

/** In both colour schemes, between which the page changes by its style sheet alone. */
async function expectNoViolations(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // A colour on its way to another is neither.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((animation) => animation instanceof CSSTransition).map(({ finished }) => finished)));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${where}, ${colorScheme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
    await expectNoSidewaysScroll(page, `${where}, ${colorScheme},`);
  }
}

/** The page is not wider than its window. */
async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, `${where} is wider than the window`).toBeLessThanOrEqual(0);
}

for (const width of [1280, 390]) {
  test.describe(`${width} px, light and dark`, () => {
    test.use({ viewport: { width, height: 850 } });

    test('no page has an accessibility violation, and none scrolls sideways', async ({ page }) => {
      await page.goto('/login');
      await expectNoViolations(page, '/login');
      await signIn(page, 'operator', 'demo');
      const template = uniqueName('axe');
      const templateAddress = new URL(await createTemplate(page, template)).pathname;
      const pages = ['/clusters', '/clusters/new', '/cluster-templates', '/cluster-templates/new', templateAddress, `${templateAddress}/edit`, '/drivers', '/quota', '/activity', '/admin/clusters', '/nowhere'];
      for (const address of pages) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expectNoViolations(page, address);
      }
      await fillClusterWizard(page, uniqueName('axe'), template);
      await expectNoViolations(page, 'review');
    });
  });
}
