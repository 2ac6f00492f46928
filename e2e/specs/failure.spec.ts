import { setFaults } from '../cloud-faults.ts';
import { createCluster, createTemplate, deleteCluster, expect, expectReady, fillClusterWizard, signIn, test, uniqueName } from '../fixtures.ts';

test('a node that fails to boot is named with its reason in a sentence, and the creation can be tried again', async ({ page }) => {
  const template = uniqueName('fail');
  const name = uniqueName('broken');
  setFaults({ [name]: 'FAILURE: the disk is full' });
  await signIn(page, 'alice');
  await createTemplate(page, template);
  const clusterId = await createCluster(page, name, template, { masters: 1, minions: 1 });

  const alert = page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'the disk is full' });
  await expect(page.getByText('the disk is full').first()).toBeVisible({ timeout: 150_000 });
  await expect(alert.first()).toBeVisible();
  await page.getByRole('button', { name: 'Jump to failure' }).first().click();
  await page.reload();
  await expect(page.getByText('the disk is full').first()).toBeVisible();

  setFaults({ [name]: null });
  await page.getByRole('button', { name: 'Retry' }).first().click();
  await expectReady(page);
  await deleteCluster(page, clusterId, name);
});

test('what cannot fit into the quota is refused before anything exists, with the figures', async ({ page }) => {
  const template = uniqueName('small');
  await signIn(page, 'bob');
  await createTemplate(page, template);
  await fillClusterWizard(page, uniqueName('huge'), template, { masters: 3, minions: 60 });
  await expect(page.getByText(/(servers|instances)/i).first()).toBeVisible();
  const create = page.getByRole('button', { name: 'Create cluster' });
  await expect(create).toHaveAttribute('aria-disabled', 'true');
});
