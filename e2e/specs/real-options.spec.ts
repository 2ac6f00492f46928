import type { Page } from '@playwright/test';
import { signInToCloud, takeInventory } from '../cloud.ts';
import { cloudWorkMs, deleteCluster, expect, expectReady, fillClusterWizard, openStep, test, uniqueName } from '../fixtures.ts';
import { options, plainRegistry, proxy, zone, type OptionsCluster } from '../options/all-options.ts';
import { checkCredential, checkKeystone, checkRights, checkSecrets } from '../options/check-access.ts';
import { checkNodes, checkPodNetwork, checkVolumes } from '../options/check-nodes.ts';
import { checkImages, checkProxy, checkRootCa, checkTime } from '../options/check-surroundings.ts';
import { createRealTemplate, download, kubectlOf, waitForNodeImage } from '../real-cluster.ts';
import { followLog, nodeOf } from '../real-node.ts';

test('every option of a template, by its effect inside the nodes that it was given to', async ({ page, signIn, tenant }, testInfo) => {
  test.setTimeout(75 * 60_000);
  const cloud = await signInToCloud(tenant.userName, tenant.projectName);
  await waitForNodeImage(cloud);
  const before = await takeInventory(cloud);
  const proxied = followLog('proxy');
  const pulled = followLog('mirror');
  const name = uniqueName('options');

  await signIn(tenant.userName);
  await createRealTemplate(page, { name, ...options });
  for (const shown of [proxy, plainRegistry, '172.24.0.1', 'registry.example.org']) await expect(page.getByText(shown).first()).toBeVisible();
  const clusterId = await createClusterInZone(page, name);
  await expectReady(page);

  const kubeconfig = testInfo.outputPath('kubeconfig');
  await (await download(page, 'Kubeconfig')).saveAs(kubeconfig);
  const cluster: OptionsCluster = { master: nodeOf(name, 'master-0'), minion: nodeOf(name, 'minion-0'), kubectl: kubectlOf(kubeconfig), kubeconfig, cloud, proxied, pulled };

  await test.step('the page tells of proxy, clock and root CA, node by node', () => readBootNotes(page));
  await test.step('proxy of the runtime, the kubelet and apt', () => checkProxy(cluster));
  await test.step('images come by TLS from the mirror, through the proxy only, and from the insecure registry', () => checkImages(cluster));
  await test.step('time server', () => checkTime(cluster));
  await test.step('root CA', () => checkRootCa(cluster));
  await test.step('volumes for containers and for etcd', () => checkVolumes(cluster));
  await test.step('host-gw', () => checkPodNetwork(cluster));
  await test.step('zone, labels, taints and flags', () => checkNodes(cluster));
  await test.step('nobody may more than they must', () => checkRights(cluster));
  await test.step('Keystone tokens, by a webhook in the place of the one whose image is in no registry', () => checkKeystone(cluster));
  await test.step("the controllers' own way into the cloud", () => checkCredential(cluster));
  await test.step('secrets', () => checkSecrets(cluster));

  await deleteCluster(page, clusterId, name);
  await expect.poll(async () => takeInventory(cloud), { timeout: 120_000 }).toEqual(before);
});

async function createClusterInZone(page: Page, name: string): Promise<string> {
  await fillClusterWizard(page, name, name, { masters: 1, minions: 1 });
  await openStep(page, 'Access and network');
  await page.getByRole('combobox', { name: /^Availability zone/ }).click();
  await page.getByRole('option', { name: zone }).click();
  await openStep(page, 'Review');
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page).toHaveURL(/\/clusters\/[0-9a-f-]{36}/, { timeout: cloudWorkMs });
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function readBootNotes(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /Nodes/ }).click();
  for (const node of ['Master 0', 'Minion 0']) {
    await page.getByRole('row', { name: new RegExp(node) }).getByRole('button', { name: new RegExp(`^${node}`) }).click();
    const told = page.getByRole('list', { name: `Set-up of ${node}` });
    await expect(told).toContainText(/clock -?\d s from Keystone's, [+-]0\.\d{3} s from 172\.24\.0\.1's/);
    await expect(told).toContainText(`by ${proxy}`);
    await expect(told).toContainText('the root CA is trusted');
  }
}
