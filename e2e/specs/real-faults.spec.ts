import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { setFaults } from '../cloud-faults.ts';
import { signInToCloud, takeInventory } from '../cloud.ts';
import { describeProject } from '../describe-project.ts';
import { driverName, editFile, packDriver, uniqueVersion, upload } from '../driver-archive.ts';
import { awake, beginDeletion, cloudWorkMs, expect, fillClusterWizard, openStep, test, uniqueName } from '../fixtures.ts';
import { createRealTemplate, demoNodes, runTool, waitForNodeImage } from '../real-cluster.ts';

interface Fault {
  what: string;
  /** Of the template, which is else as the one that works. */
  change?: (page: Page) => Promise<unknown>;
  minions?: number;
  giveUpAfterMin?: number;
  /** What the test cloud does wrong. */
  ofServers?: unknown;
  ofBalancer?: 'ERROR';
  /** What its page says while it is not over, looked at as soon as it is begun. */
  meanwhile?: (page: Page) => Promise<unknown>;
  sentence: string | RegExp;
  advice: string | RegExp;
  /** That stays failed while all after it waits. */
  phase: string;
  /** The node's step, and what its log says beside the sentence; null where no node has anything to tell. */
  step: { node: string; title: string; log: RegExp | null } | null;
}

const registry = '172.24.0.1:5001';
const nowhere = { mirror: '172.24.0.1:5999', proxy: 'http://172.24.0.1:3999', ntp: '172.24.250.1' };
const version = uniqueVersion(8);
const ownStep = 'Settings of the site';

/** In the order in which they are begun: what takes longest to show comes first. */
const faults: readonly Fault[] = [
  {
    what: 'a disk is full',
    // Enough for a minion, which then waits for its master: Heat calls nothing failed that others are still at work in, for 4 minutes.
    ofServers: { diskMib: 700 },
    minions: 1,
    sentence: /^Master 0: The disk of this node is full: \/var\/lib\S* has \d+ MiB left and needs 1024 MiB\.$/,
    advice: 'Choose a flavor with a larger disk.',
    phase: 'Masters ready',
    step: { node: 'Master 0', title: 'Kernel', log: null },
  },
  {
    what: 'a node never boots',
    ofServers: 'silent',
    giveUpAfterMin: 4,
    meanwhile: async (page) => {
      await page.getByRole('tab', { name: /Nodes/ }).click();
      await expect(page.getByRole('row', { name: /Master 0/ })).toContainText('Its server is there; nothing was heard of it yet.', { timeout: cloudWorkMs });
    },
    sentence: 'Master 0 did not report back in time. Nothing was ever heard of it: it did not boot, or it cannot reach Heat.',
    advice: /^Read its console log on the Nodes tab/,
    phase: 'Masters ready',
    step: null,
  },
  {
    // Heat tries it again, five times, before it gives up.
    what: 'the load balancer goes ERROR',
    ofBalancer: 'ERROR',
    meanwhile: async (page) => {
      const notice = page.getByRole('status').filter({ hasText: 'Heat tries it again by itself' });
      await expect(notice).toContainText('The load balancer could not be made', { timeout: cloudWorkMs });
    },
    sentence: 'The load balancer could not be made: the load balancer service reports an error of its own.',
    advice: /switch the load balancer off/,
    phase: 'API address',
    step: null,
  },
  {
    what: 'the image mirror is out of reach',
    change: (page) => page.getByLabel(/^Container images from/).fill(`${nowhere.mirror}/k8s`),
    sentence: `Master 0: The image mirror ${nowhere.mirror} does not answer.`,
    advice: 'Check its address in the cluster template.',
    phase: 'Masters ready',
    step: { node: 'Master 0', title: 'Image mirror', log: /curl: \(7\) Failed to connect to 172\.24\.0\.1 port 5999/ },
  },
  {
    what: 'the proxy is wrong',
    change: (page) => page.getByLabel(/^HTTP proxy/).fill(nowhere.proxy),
    sentence: `Master 0: The proxy ${nowhere.proxy} does not answer.`,
    advice: 'Check the proxy of the cluster template.',
    phase: 'Masters ready',
    step: { node: 'Master 0', title: 'Proxy', log: null },
  },
  {
    what: 'the time server is out of reach',
    change: (page) => page.getByLabel(/^NTP servers/).fill(nowhere.ntp),
    sentence: `Master 0: No time server answers: ${nowhere.ntp}.`,
    advice: 'Check the NTP servers of the cluster template.',
    phase: 'Masters ready',
    step: { node: 'Master 0', title: 'Clock', log: null },
  },
  {
    what: "the root CA is another mirror's",
    change: async (page) => {
      const file = test.info().outputPath('other-ca.crt');
      const key = test.info().outputPath('other-ca.key');
      await runTool('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Another authority', '-keyout', key, '-out', file]);
      await page.getByLabel('File with root certificates').setInputFiles(file);
    },
    sentence: `Master 0: The certificate of the image mirror ${registry} is not signed by an authority that this node trusts.`,
    advice: "Set the mirror's authority as root CA of the cluster template.",
    phase: 'Masters ready',
    step: { node: 'Master 0', title: 'Image mirror', log: /curl: \(60\) SSL certificate problem/ },
  },
  {
    what: 'a step of the driver ends with code 1',
    change: async (page) => {
      await openStep(page, 'Image and driver');
      await page.getByLabel('Driver version').selectOption(version);
    },
    sentence: new RegExp(`^Master 0: “${ownStep}” \\(step 6 of \\d+\\) failed with code 1\\.$`),
    advice: /^Read the end of its log beside the failed step on the Nodes tab/,
    phase: 'Masters ready',
    step: { node: 'Master 0', title: ownStep, log: /the settings of the site are looked for[\s\S]*no-such-thing/ },
  },
];

/** Until the end of the test, what the test cloud does wrong. */
const asked = new Set<string>();
test.afterEach(() => setFaults(Object.fromEntries([...asked].map((part) => [part, null]))));

test('what goes wrong on nodes that really boot is said in a sentence, with what to do and the step that failed', async ({ page, signIn, administrator }) => {
  test.setTimeout(75 * 60_000);
  const cloud = await signInToCloud(administrator.userName, administrator.projectName);
  await waitForNodeImage(cloud);
  const before = await takeInventory(cloud);
  await signIn(administrator.userName);
  await test.step('an administrator installs a driver with a step that fails', () => installFailingDriver(page));

  const template = uniqueName('works');
  await createRealTemplate(page, { name: template, ...demoNodes });
  const templateId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const names = faults.map((_, index) => uniqueName(`fault${index}`));
  const ofCloud = faults.flatMap(({ ofServers, ofBalancer }, index): [string, unknown][] => {
    const name = names[index] ?? '';
    return [...(ofServers ? [[name, ofServers] as [string, unknown]] : []), ...(ofBalancer ? [[`lb:${name}`, ofBalancer] as [string, unknown]] : [])];
  });
  for (const [part] of ofCloud) asked.add(part);
  setFaults(Object.fromEntries(ofCloud));

  const wrong: string[] = [];
  const remember = (fault: Fault) => async (error: unknown) => {
    const [shown, found] = await Promise.all([page.locator('body').innerText().catch(String), describeProject(cloud).catch(String)]);
    wrong.push(`${fault.what}: ${String(error)}\n== the page, at ${page.url()}\n${shown}\n== the cloud\n${found}`);
  };
  const begun: { name: string; id: string; fault: Fault }[] = [];
  for (const [index, fault] of faults.entries()) {
    const name = names[index] ?? '';
    const { meanwhile } = fault;
    await test.step(`begun: ${fault.what}`, async () => {
      const copy = fault.change ? await copyTemplate(page, templateId, name, fault.change) : template;
      begun.push({ name, fault, id: await submit(page, name, copy, fault) });
    }).catch(remember(fault));
    if (meanwhile) await test.step(`meanwhile: ${fault.what}`, () => meanwhile(page)).catch(remember(fault));
  }
  for (const { fault, id } of begun.toReversed()) {
    await test.step(fault.what, () => lookAt(page, id, fault)).catch(remember(fault));
  }
  for (const { name, id, fault } of begun) await beginDeletion(page, id, name).catch(remember(fault));
  await expect.poll(async () => takeInventory(cloud), { timeout: 300_000 }).toEqual(before);
  expect(wrong.join('\n\n')).toBe('');
});

async function installFailingDriver(page: Page): Promise<void> {
  await page.goto('/drivers/install');
  const archive = packDriver(version, (folder) => {
    editFile(folder, `${driverName}/driver.yaml`, /^status: .*$/m, 'status: deprecated');
    editFile(folder, 'common/manifests/kubernetes.yaml', /^( +)(steps\/35-check-mirror\.sh: .*)$/m, '$1$2\n$1steps/33-own.sh: common/fragments/own.sh');
    editFile(folder, 'common/manifests/kubernetes.yaml', /^steps:$/m, `steps:\n  own: ${ownStep}`);
    writeFileSync(path.join(folder, 'common/fragments/own.sh'), '#!/bin/sh\necho the settings of the site are looked for\nls /etc/no-such-thing\nexit 1\n');
  });
  await upload(page, archive);
  await expect(page.getByText(`${version} is installed`)).toBeVisible({ timeout: 120_000 });
}

async function copyTemplate(page: Page, id: string, name: string, change: (page: Page) => Promise<unknown>): Promise<string> {
  await page.goto(`/cluster-templates/new?copy=${id}`);
  await awake(page.getByLabel('Name', { exact: true }));
  await page.getByLabel('Name', { exact: true }).fill(name);
  await openStep(page, 'Surroundings');
  await change(page);
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page).toHaveURL(/\/cluster-templates\/[0-9a-f-]{36}$/);
  return name;
}

/** @returns the cluster's id */
async function submit(page: Page, name: string, template: string, fault: Fault): Promise<string> {
  await fillClusterWizard(page, name, template, { masters: 1, minions: fault.minions ?? 0 });
  if (!fault.ofBalancer) {
    await openStep(page, 'Nodes');
    await page.getByRole('radiogroup', { name: 'Load balancer before the API' }).getByRole('radio', { name: /^No/ }).click();
  }
  if (fault.giveUpAfterMin) {
    await openStep(page, 'Access and network');
    await page.getByLabel(/^Give up after/).fill(String(fault.giveUpAfterMin));
  }
  await openStep(page, 'Review');
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await expect(page).toHaveURL(/\/clusters\/[0-9a-f-]{36}/, { timeout: cloudWorkMs });
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function lookAt(page: Page, id: string, { sentence, advice, phase, step }: Fault): Promise<void> {
  await page.goto(`/clusters/${id}`);
  const header = page.getByRole('main').locator('header').first();
  await expect(header.getByText('Create failed', { exact: true })).toBeVisible({ timeout: cloudWorkMs });
  const alert = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Retry' }) });
  await expect(alert.getByRole('paragraph').nth(0)).toHaveText(sentence);
  await expect(alert.getByRole('paragraph').nth(1)).toHaveText(advice);

  const phases = page.getByRole('list', { name: 'Phases of the creation' }).getByRole('listitem');
  await expect(phases.filter({ hasText: phase })).toContainText('failed');
  const titles = await phases.evaluateAll((items) => items.map(({ textContent }) => textContent ?? ''));
  const after = titles.slice(titles.findIndex((text) => text.startsWith(phase)) + 1).filter((text) => /^(?:Masters|Minions) (?:created|ready)/.test(text));
  expect(after.filter((text) => /^Masters|ready/.test(text) && /done/.test(text)), 'phases that claim to be done').toEqual([]);
  if (step) await lookAtStep(page, step, sentence);
}

async function lookAtStep(page: Page, { node, title, log }: NonNullable<Fault['step']>, sentence: Fault['sentence']): Promise<void> {
  await page.getByRole('tab', { name: /Nodes/ }).click();
  const row = page.getByRole('row', { name: new RegExp(node) });
  await row.getByRole('button', { name: new RegExp(`^${node}`) }).click();
  const last = page.getByRole('list', { name: `Set-up of ${node}` }).getByRole('listitem').last();
  await expect(last).toContainText(title);
  await expect(last).toContainText(/failed/i);
  if (log) await expect(last.getByRole('region', { name: `Last lines of ${title} on ${node}` })).toContainText(log);
  else await expect(last.getByRole('paragraph').nth(1)).toContainText(typeof sentence === 'string' ? sentence.replace(`${node}: `, '') : /The disk of this node is full/);
}
