import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Download, Locator, Page } from '@playwright/test';
import { ask, type Session } from './cloud.ts';
import { awake, choose, expect, openStep } from './fixtures.ts';

/** What clusters whose nodes really boot need: the node image, the mirror, the command line tools. */
const home = path.resolve(process.env.TESTCLOUD_HOME ?? '.data/testcloud');
const cache = process.env.TESTCLOUD_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'jeroboam');

export const nodeImage = 'debian-12';
export const mirrorPrefix = '172.24.0.1:5001/k8s';
export const mirrorCaFile = path.join(home, 'mirror', 'ca.crt');

const run = promisify(execFile);
/** Built from source where no cache holds it: most of an hour on two cores. */
const imageReadyWithinMs = 50 * 60_000;

/** Until the node image can be booted; a machine without a cache makes it first. */
export async function waitForNodeImage(cloud: Session, image = nodeImage): Promise<void> {
  const status = async () => {
    const { images } = await ask<{ images: { status: string }[] }>(cloud, `${cloud.endpoint('image')}/v2/images?name=${image}`);
    return images[0]?.status ?? 'absent';
  };
  await expect.poll(status, { message: `the image ${image} is prepared`, timeout: imageReadyWithinMs, intervals: [1_000, 5_000] }).toBe('active');
}

export interface RealTemplate {
  name: string;
  orchestrator: 'Kubernetes' | 'Docker Swarm';
  prefix: string;
  /** The node image unless another is named. */
  image?: string;
  networkDriver?: string;
  ntpServers?: string;
  /** Further fields of these steps, by their labels. */
  nodes?: Readonly<Record<string, string>>;
  surroundings?: Readonly<Record<string, string>>;
  labels?: Readonly<Record<string, string>>;
}

/** Kubernetes as the demo's own template has it. */
export const demoNodes: Omit<RealTemplate, 'name'> = {
  orchestrator: 'Kubernetes',
  prefix: mirrorPrefix,
  networkDriver: 'host-gw',
  ntpServers: '172.24.0.1',
  // No package registry carries CoreDNS, so the mirror has none.
  labels: { kube_tag: 'v1.20.2', dns_enabled: 'false' },
};

/** By the template wizard, every field that matters here filled by hand; ends on the template's page. */
export async function createRealTemplate(page: Page, template: RealTemplate): Promise<void> {
  await page.goto('/cluster-templates/new');
  await awake(page.getByLabel('Name', { exact: true }));
  await page.getByLabel('Name', { exact: true }).fill(template.name);
  await openStep(page, 'Image and driver');
  await page.getByRole('radio', { name: new RegExp(`^${template.orchestrator}`) }).click();
  await choose(page, 'Image', template.image ?? nodeImage);
  if (template.nodes) {
    await openStep(page, 'Nodes');
    for (const [label, value] of Object.entries(template.nodes)) await fillIn(page.getByLabel(new RegExp(`^${label}`)), value);
  }
  await openStep(page, 'Network');
  if (template.networkDriver) await page.getByLabel('Network driver', { exact: true }).selectOption(template.networkDriver);
  const balancer = page.getByRole('switch', { name: 'Load balancer for the masters' });
  if ((await balancer.getAttribute('aria-checked')) === 'false') await balancer.click();
  await openStep(page, 'Surroundings');
  await page.getByLabel('File with root certificates').setInputFiles(mirrorCaFile);
  await expect(page.getByLabel(/^Extra root CA/)).toHaveValue(/BEGIN CERTIFICATE/);
  await page.getByLabel(/^Container images from/).fill(template.prefix);
  if (template.ntpServers) await page.getByLabel(/^NTP servers/).fill(template.ntpServers);
  for (const [label, value] of Object.entries(template.surroundings ?? {})) await fillIn(page.getByLabel(new RegExp(`^${label}`)), value);
  await openStep(page, 'Labels');
  for (const [key, value] of Object.entries(template.labels ?? {})) await fillIn(page.locator(`[id="field-labels.${key}"]`), value);
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page).toHaveURL(/\/cluster-templates\/[0-9a-f-]{36}$/, { timeout: 60_000 });
}

async function fillIn(field: Locator, value: string): Promise<void> {
  if ((await field.evaluate((node) => node.tagName)) === 'SELECT') await field.selectOption(value);
  else await field.fill(value);
}

/** Opens the dialog of the cluster page's button and takes what it gives. */
export async function download(page: Page, button: 'Kubeconfig' | 'Docker bundle'): Promise<Download> {
  await page.getByRole('button', { name: button }).first().click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: /^Download/ }).click();
  const file = await downloading;
  await page.keyboard.press('Escape');
  return file;
}

/** A program with its output; a refusal holds what it wrote. */
export async function runTool(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run(file, [...args], { env: { ...process.env, ...env }, timeout: 60_000, maxBuffer: 16 * 2 ** 20 });
  return stdout.trim();
}

export function kubectlOf(kubeconfig: string): (...args: string[]) => Promise<string> {
  const program = path.join(cache, 'kubernetes-1.20.2', 'bin', 'kubectl');
  return (...args) => runTool(program, ['--kubeconfig', kubeconfig, '--request-timeout=20s', ...args]);
}

/** The node image's own Docker client; it runs on the host as well. */
export function dockerOf(env: Record<string, string>): (...args: string[]) => Promise<string> {
  const rootfs = readFileSync(path.join(home, 'nodes', 'rootfs', 'debian-12-node'), 'utf8').trim();
  return (...args) => runTool(path.join(rootfs, 'usr', 'bin', 'docker'), args, env);
}

/** The server of the project whose name holds all of these, stopped by Nova as its owner would. */
export async function stopServer(cloud: Session, ...parts: readonly string[]): Promise<void> {
  const server = await serverAddress(cloud, parts);
  await actOn(cloud, server, { 'os-stop': null });
  await expect.poll(async () => (await ask<{ server: { status: string } }>(cloud, server)).server.status, { timeout: 60_000 }).toBe('SHUTOFF');
}

/** What Nova shows of the console of the server whose name holds all of these. */
export async function consoleOf(cloud: Session, ...parts: readonly string[]): Promise<string> {
  const answer = await actOn(cloud, await serverAddress(cloud, parts), { 'os-getConsoleOutput': {} });
  return ((await answer.json()) as { output: string }).output;
}

async function serverAddress(cloud: Session, parts: readonly string[]): Promise<string> {
  const nova = cloud.endpoint('compute');
  const { servers } = await ask<{ servers: { id: string; name: string }[] }>(cloud, `${nova}/servers`);
  const server = servers.find(({ name }) => parts.every((part) => name.includes(part)));
  if (!server) throw new Error(`no server is called ${parts.join(' … ')}`);
  return `${nova}/servers/${server.id}`;
}

async function actOn(cloud: Session, server: string, action: Record<string, unknown>): Promise<Response> {
  const answer = await fetch(`${server}/action`, {
    method: 'POST',
    headers: { 'x-auth-token': cloud.token, 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
  if (!answer.ok) throw new Error(`Nova answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
