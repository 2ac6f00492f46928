import { writeFileSync } from 'node:fs';
import { signInToCloud, takeInventory } from '../cloud.ts';
import { cloudWorkMs, createCluster, deleteCluster, expect, expectReady, test, uniqueName } from '../fixtures.ts';
import { createRealTemplate, demoNodes, download, kubectlOf, mirrorPrefix, stopServer, waitForNodeImage } from '../real-cluster.ts';

type Kubectl = ReturnType<typeof kubectlOf>;

const workload = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 6
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: web
          image: ${mirrorPrefix}/busybox:1
          command: [sh, -c, 'mkdir -p /www && hostname > /www/index.html && exec httpd -f -p 8080 -h /www']
          ports: [{containerPort: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
`;

test('three masters and two minions that really run: from a click to pods that reach each other, and one master less', async ({ page, signIn, tenant }, testInfo) => {
  test.setTimeout(75 * 60_000);
  const cloud = await signInToCloud(tenant.userName, tenant.projectName);
  await waitForNodeImage(cloud);
  const before = await takeInventory(cloud);
  const template = uniqueName('kubernetes');
  const name = uniqueName('real');

  await signIn(tenant.userName);
  await createRealTemplate(page, { name: template, ...demoNodes });
  const clusterId = await createCluster(page, name, template, { masters: 3, minions: 2 });

  await test.step('the nodes tell of their steps while they boot, also after a reload', async () => {
    await page.getByRole('tab', { name: /Nodes/ }).click();
    const master = page.getByRole('row', { name: /Master 0/ });
    await expect(master.getByText(/^\d+\/\d+$/)).toBeVisible({ timeout: cloudWorkMs });
    await master.getByRole('button', { name: /^Master 0/ }).click();
    await expect(page.getByRole('list', { name: 'Set-up of Master 0' }).getByRole('listitem').first()).toBeVisible();
    await page.reload();
    await expect(page.getByRole('row', { name: /Master 0/ }).getByRole('button', { name: /^Master 0/ })).toBeVisible();
  });
  await page.getByRole('tab', { name: /Overview/ }).click();
  await expectReady(page);

  const file = testInfo.outputPath('kubeconfig');
  await (await download(page, 'Kubeconfig')).saveAs(file);
  const kubectl = kubectlOf(file);

  await test.step('every node is Ready', async () => {
    const nodes = (await kubectl('get', 'nodes', '--no-headers')).split('\n');
    expect(nodes).toHaveLength(5);
    for (const node of nodes) expect(node).toMatch(/\sReady\s/);
  });

  const pods = await test.step('a Deployment of six spreads', () => spreadWorkload(kubectl, testInfo.outputPath('web.yaml')));
  await test.step('pods answer each other across nodes, and by the Service', () => reachFromPods(kubectl, pods));
  await test.step('the NodePort answers on every node', () => reachNodePort(kubectl, pods));

  await test.step('with the second master stopped the API answers and takes changes', async () => {
    await stopServer(cloud, `${name}-`, 'master-1');
    for (let call = 0; call < 5; call += 1) {
      await expect.poll(() => kubectl('get', '--raw', '/readyz').catch((error: unknown) => String(error)), { timeout: 120_000 }).toBe('ok');
    }
    await kubectl('create', 'configmap', 'after', '--from-literal=master=one-less');
    expect(await kubectl('get', 'configmap', 'after', '-o', 'jsonpath={.data.master}')).toBe('one-less');
  });

  await deleteCluster(page, clusterId, name);
  await expect.poll(async () => takeInventory(cloud), { timeout: 120_000 }).toEqual(before);
});

interface Pod {
  name: string;
  node: string;
  address: string;
}

async function spreadWorkload(kubectl: Kubectl, file: string): Promise<Pod[]> {
  writeFileSync(file, workload);
  await kubectl('apply', '-f', file);
  await kubectl('rollout', 'status', 'deployment/web', '--timeout=50s', '--request-timeout=0');
  const list = JSON.parse(await kubectl('get', 'pods', '-l', 'app=web', '-o', 'json')) as {
    items: { metadata: { name: string }; spec: { nodeName: string }; status: { podIP: string } }[];
  };
  const pods = list.items.map(({ metadata, spec, status }) => ({ name: metadata.name, node: spec.nodeName, address: status.podIP }));
  expect(pods).toHaveLength(6);
  expect(new Set(pods.map(({ node }) => node)).size, 'nodes that run one').toBeGreaterThan(1);
  return pods;
}

/** Busybox' own wget looks names up in a way that static programs cannot: the request is written by hand. */
async function reachFromPods(kubectl: Kubectl, pods: readonly Pod[]): Promise<void> {
  const service = await kubectl('get', 'service', 'web', '-o', 'jsonpath={.spec.clusterIP}');
  const ask = (from: Pod, host: string, port: number) =>
    kubectl('exec', from.name, '--', 'sh', '-c', `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 5 ${host} ${port}`);
  const names = pods.map(({ name }) => name);
  for (const from of pods.filter(({ node }, index) => pods.findIndex((each) => each.node === node) === index)) {
    const other = pods.find(({ node }) => node !== from.node);
    if (!other) throw new Error('all pods are on one node');
    expect(await ask(from, other.address, 8080), `${from.node} → ${other.node}`).toContain(other.name);
    const answer = await ask(from, service, 80);
    expect(names.some((name) => answer.includes(name)), `the Service's answer on ${from.node}`).toBe(true);
  }
}

async function reachNodePort(kubectl: Kubectl, pods: readonly Pod[]): Promise<void> {
  const nodes = JSON.parse(await kubectl('get', 'nodes', '-o', 'json')) as { items: { status: { addresses: { type: string; address: string }[] } }[] };
  const from = pods[0];
  for (const { status } of nodes.items) {
    const address = status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '';
    const answer = await kubectl('exec', from?.name ?? '', '--', 'sh', '-c', `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 5 ${address} 30080`);
    expect(pods.some(({ name }) => answer.includes(name)), `the NodePort on ${address}`).toBe(true);
  }
}
