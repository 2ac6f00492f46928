import { awake, createCluster, createTemplate, deleteCluster, expect, expectReady, signIn, test, uniqueName } from '../fixtures.ts';

test("another project's user can see and touch nothing of a cluster, a reader can only look, and only an administrator finds the list of all", async ({ page, browser }) => {
  const template = uniqueName('mine');
  const name = uniqueName('private');
  await signIn(page, 'alice');
  const templateId = new URL(await createTemplate(page, template)).pathname.split('/').at(-1);
  const clusterId = await createCluster(page, name, template, { masters: 1, minions: 1 });
  await expectReady(page);

  await test.step('bob, of another project', async () => {
    const bob = await (await browser.newContext()).newPage();
    await signIn(bob, 'bob');
    await bob.goto('/clusters');
    await expect(bob.getByText(name)).toHaveCount(0);
    for (const address of [`/clusters/${clusterId}`, `/cluster-templates/${templateId}`, `/cluster-templates/${templateId}/edit`, `/admin/clusters`]) {
      const answer = await bob.goto(address);
      expect(answer?.status(), address).toBe(404);
      await expect(bob.getByText(name)).toHaveCount(0);
    }
    for (const address of ['kubeconfig?hours=1', 'docker-bundle?hours=1', 'inventory', 'events', 'console?server=00000000-0000-4000-8000-000000000000']) {
      expect((await bob.request.get(`/api/clusters/${clusterId}/${address}`)).status(), address).toBe(404);
    }
    await bob.goto(`/clusters/new?template=${templateId}`);
    await expect(bob.getByText(template)).toHaveCount(0);
    await bob.context().close();
  });

  await test.step('bob, with the calls of his own page turned against it', async () => {
    const bob = await (await browser.newContext()).newPage();
    await signIn(bob, 'bob');
    const ownTemplate = uniqueName('bobs');
    await createTemplate(bob, ownTemplate);
    const ownTemplateId = new URL(bob.url()).pathname.split('/').at(-1) ?? '';
    await bob.route('**/clusters/new**', async (route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.continue();
      return route.continue({ postData: (request.postData() ?? '').replaceAll(ownTemplateId, templateId ?? '') });
    });
    await bob.goto('/clusters/new');
    await awake(bob.getByLabel('Name', { exact: true }));
    await bob.getByLabel('Name', { exact: true }).fill(uniqueName('stolen'));
    await bob.getByRole('combobox', { name: 'Cluster template', exact: true }).click();
    await bob.getByRole('option', { name: ownTemplate }).click();
    await bob.getByRole('button', { name: 'Create cluster' }).click();
    await expect(bob.getByRole('alert').first()).toBeVisible();
    await expect(bob).toHaveURL(/\/clusters\/new/);
    await bob.context().close();
  });

  await test.step('rita, a reader of the project', async () => {
    const rita = await (await browser.newContext()).newPage();
    await signIn(rita, 'rita');
    await rita.goto(`/clusters/${clusterId}`);
    await expect(rita.getByRole('heading', { level: 1, name })).toBeVisible();
    const button = rita.getByRole('button', { name: 'Kubeconfig' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    expect((await rita.request.get(`/api/clusters/${clusterId}/kubeconfig?hours=1`)).status()).toBe(403);
    expect((await rita.goto('/admin/clusters'))?.status()).toBe(404);
    await rita.context().close();
  });

  await test.step('the operator', async () => {
    const operator = await (await browser.newContext()).newPage();
    await signIn(operator, 'operator', 'admin');
    await operator.goto(`/admin/clusters?q=${name}`);
    await expect(operator.getByRole('row', { name: new RegExp(name) })).toContainText('demo');
    await expect(operator.getByRole('row', { name: new RegExp(name) })).toContainText('alice');
    await operator.goto(`/clusters/${clusterId}`);
    await expect(operator.getByRole('heading', { level: 1, name })).toBeVisible();
    await operator.context().close();
  });

  await deleteCluster(page, clusterId, name);
});
