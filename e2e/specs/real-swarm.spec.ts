import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { signInToCloud, takeInventory } from '../cloud.ts';
import { createCluster, deleteCluster, expect, expectReady, test, uniqueName } from '../fixtures.ts';
import { createRealTemplate, dockerOf, download, mirrorPrefix, runTool, stopServer, waitForNodeImage } from '../real-cluster.ts';
import { nodeOf } from '../real-node.ts';
import { expectSecretsKept, secretLinesOf } from '../secrets-on-node.ts';

type Docker = ReturnType<typeof dockerOf>;

test('a Swarm of three managers and two workers that really run: from a click to tasks on an overlay network', async ({ page, signIn, tenant }, testInfo) => {
  test.setTimeout(75 * 60_000);
  const cloud = await signInToCloud(tenant.userName, tenant.projectName);
  await waitForNodeImage(cloud);
  const before = await takeInventory(cloud);
  const template = uniqueName('swarm');
  const name = uniqueName('fleet');

  await signIn(tenant.userName);
  await createRealTemplate(page, { name: template, orchestrator: 'Docker Swarm', prefix: mirrorPrefix });
  const clusterId = await createCluster(page, name, template, { masters: 3, minions: 2 });
  await expectReady(page);

  const archive = testInfo.outputPath('bundle.tar.gz');
  await (await download(page, 'Docker bundle')).saveAs(archive);
  const docker = await openBundle(archive, testInfo.outputPath('bundle'));

  await test.step('every node is Ready, three of them managers', async () => {
    // The first answer through the load balancer has been seen cut off, right after the cluster was complete.
    const list = () => docker('node', 'ls', '--format', '{{.Status}} {{.Availability}} {{.ManagerStatus}}');
    await expect.poll(() => list().catch((error: unknown) => String(error)), { timeout: 60_000 }).toMatch(/^Ready/);
    const nodes = (await list()).split('\n');
    expect(nodes).toHaveLength(5);
    for (const node of nodes) expect(node).toMatch(/^Ready Active/);
    expect(nodes.filter((node) => /Leader|Reachable/.test(node))).toHaveLength(3);
  });

  await test.step('nobody but root may read a secret on a node', async () => {
    const manager = nodeOf(name, 'master-0');
    const lines = await secretLinesOf(manager);
    for (const node of [manager, nodeOf(name, 'minion-0')]) await expectSecretsKept(node, lines);
  });

  await test.step('a service of four replicas runs on more than one node, over an overlay network', async () => {
    await docker('network', 'create', '--driver', 'overlay', '--attachable', 'web');
    // Each task calls its neighbours by the network's own names: what it hears is in the service's log.
    const command = 'echo up; while true; do for each in $(nslookup tasks.web | grep -o "10[.][0-9.]*" | sort -u); do ping -c 1 -W 2 $each | grep "bytes from"; done; sleep 1; done';
    await docker('service', 'create', '--detach', '--name', 'web', '--replicas', '4', '--endpoint-mode', 'dnsrr', '--network', 'web', `${mirrorPrefix}/busybox:1`, 'sh', '-c', command);
    const running = async () => (await docker('service', 'ps', 'web', '--filter', 'desired-state=running', '--format', '{{.Node}} {{.CurrentState}}')).split('\n').filter((line) => / Running/.test(line));
    await expect.poll(async () => (await running()).length, { timeout: 120_000 }).toBe(4);
    expect(new Set((await running()).map((line) => line.split(' ')[0])).size, 'nodes that run one').toBeGreaterThan(1);
    await expect.poll(() => tasksHeard(docker), { timeout: 60_000 }).toBe(4);
  });

  await test.step('with the second manager stopped the others go on', async () => {
    await stopServer(cloud, `${name}-`, 'master-1');
    await expect.poll(() => docker('service', 'scale', '--detach', 'web=5').catch((error: unknown) => String(error)), { timeout: 120_000 }).toMatch(/scaled to 5/);
  });

  await deleteCluster(page, clusterId, name);
  await expect.poll(async () => takeInventory(cloud), { timeout: 120_000 }).toEqual(before);
});

/** Unpacks what the portal gave; its one folder holds the certificates and env.sh. */
async function openBundle(archive: string, folder: string): Promise<Docker> {
  mkdirSync(folder, { recursive: true });
  await runTool('tar', ['-xzf', archive, '-C', folder]);
  const [inside = ''] = readdirSync(folder);
  const settings = await runTool('sh', ['-c', `cd "${path.join(folder, inside)}" && . ./env.sh && echo "$DOCKER_HOST|$DOCKER_TLS_VERIFY|$DOCKER_CERT_PATH"`]);
  const [host = '', verify = '', certificates = ''] = settings.split('|');
  expect(verify, 'the API asks for a certificate').toBe('1');
  return dockerOf({ DOCKER_HOST: host, DOCKER_TLS_VERIFY: verify, DOCKER_CERT_PATH: certificates });
}

/** Addresses that answered one of the tasks. */
async function tasksHeard(docker: Docker): Promise<number> {
  const log = await docker('service', 'logs', '--raw', '--tail', '200', 'web');
  return new Set([...log.matchAll(/bytes from (\d+\.\d+\.\d+\.\d+)/g)].map(([, address]) => address)).size;
}
