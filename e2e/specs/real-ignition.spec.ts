import { signInToCloud, takeInventory } from '../cloud.ts';
import { createCluster, deleteCluster, expect, expectReady, test, uniqueName } from '../fixtures.ts';
import { consoleOf, createRealTemplate, demoNodes, download, kubectlOf, waitForNodeImage } from '../real-cluster.ts';

const image = 'flatcar-3510';

test('a master and a minion set up by Ignition: from a click to Ready, without cloud-init', async ({ page, signIn, tenant }, testInfo) => {
  test.setTimeout(75 * 60_000);
  const cloud = await signInToCloud(tenant.userName, tenant.projectName);
  await waitForNodeImage(cloud, image);
  const before = await takeInventory(cloud);
  const template = uniqueName('ignition');
  const name = uniqueName('ignited');

  await signIn(tenant.userName);
  await createRealTemplate(page, { name: template, ...demoNodes, image });
  const clusterId = await createCluster(page, name, template, { masters: 1, minions: 1 });
  await expectReady(page);

  await test.step('every node is Ready', async () => {
    const file = testInfo.outputPath('kubeconfig');
    await (await download(page, 'Kubeconfig')).saveAs(file);
    const nodes = (await kubectlOf(file)('get', 'nodes', '--no-headers')).split('\n');
    expect(nodes).toHaveLength(2);
    for (const node of nodes) expect(node).toMatch(/\sReady\s/);
  });

  await test.step('Ignition wrote each node, cloud-init did nothing', async () => {
    for (const role of ['master-0', 'minion-0']) {
      const console = await consoleOf(cloud, `${name}-`, role);
      expect(console).toMatch(/files: .*op\(\w+\): \[finished\] writing file .*jeroboam/);
      expect(console).not.toMatch(/Cloud-init v/);
    }
  });

  await deleteCluster(page, clusterId, name);
  await expect.poll(async () => takeInventory(cloud), { timeout: 120_000 }).toEqual(before);
});
