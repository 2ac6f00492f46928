import { stat, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deleteCluster } from '#lib/clusters/delete-cluster.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { makeTestCluster, signalMember, type TestCluster } from '#lib/clusters/test-cluster.ts';
import { routes } from '#lib/routes.ts';
import { percentile, type Bench, type BenchContext, type Figure } from './figure.ts';

/*
 * From Heat's event to the browser. Heat's own event_time has whole seconds, so Heat's API is asked beside the
 * portal, ten times a second: the start of the first call whose answer holds an event is when it became
 * visible (at most a tenth of a second late). The other end is the moment when the SSE frame with that event
 * has been read by a client of the portal. The stacks are real; their members are wait conditions.
 *
 * Requests to Heat are counted in Heat's own access log, over a stack that waits for signals, with nobody but
 * the reconciler asking: first with 1 viewer, then with 200.
 */
const rounds = 3;
const masters = 3;
const minions = 5;
const askEveryMs = 100;
const countForMs = 30_000;
const manyViewers = 200;
const patienceMs = 180_000;

const bench: Bench = {
  title: 'Heat event to screen',
  async measure({ portalUrl }: BenchContext): Promise<Figure[]> {
    const alice = await signInForTest('alice');
    const cookie = await signInToPortal(portalUrl, alice.projectId);
    const latencies: number[] = [];
    for (let round = 0; round < rounds; round += 1) latencies.push(...(await measureLatency(alice, portalUrl, cookie)));
    const [one, many] = await measureRequests(alice, portalUrl, cookie);
    const method = `${latencies.length} events of ${rounds} stacks of ${masters} + ${minions}; Heat asked every ${askEveryMs} ms beside the portal to learn when each became visible`;
    const counted = `Heat's access log over ${countForMs / 1000} s of a stack at work, scaled to a minute`;
    return [
      { name: 'Heat event to SSE frame, median', value: percentile(latencies, 50), unit: 'ms', atMost: null, method },
      { name: 'Heat event to SSE frame, p95', value: percentile(latencies, 95), unit: 'ms', atMost: 2_000, method },
      { name: 'Heat requests for one stack, 1 viewer', value: one, unit: 'requests/min', atMost: null, method: counted },
      { name: `Heat requests for one stack, ${manyViewers} viewers`, value: many, unit: 'requests/min', atMost: Math.ceil(one * 1.1), method: counted },
    ];
  },
};
export default bench;

async function measureLatency(alice: Scope, portalUrl: string, cookie: string): Promise<number[]> {
  const cluster = await makeTestCluster(alice, { name: uniqueName('latency'), masters, minions });
  const arrived = new Map<string, number>();
  const visible = new Map<string, number>();
  const line = await watch(portalUrl, cookie, cluster.id, (events, at) => {
    for (const id of events) if (!arrived.has(id)) arrived.set(id, at);
  });
  const ending = new AbortController();
  const asking = askHeat(alice, cluster, visible, ending.signal);
  const openedAt = Date.now();
  try {
    for (let index = 0; index < masters; index += 1) await signalWhenReady(alice, cluster, 'masters', index);
    for (let index = 0; index < minions; index += 1) await signalWhenReady(alice, cluster, 'minions', index);
    await until(async () => (await db().cluster.findUniqueOrThrow({ where: { id: cluster.id } })).status === 'CREATE_COMPLETE');
    await sleep(3_000);
  } finally {
    ending.abort();
    await asking;
    line.close();
    await remove(alice, cluster);
  }
  // What was there before the line was open says nothing of its speed.
  return [...visible].flatMap(([id, at]) => {
    const shownAt = arrived.get(id);
    if (shownAt === undefined) throw new Error(`event ${id} never reached the page`);
    return at > openedAt ? [Math.max(0, shownAt - at)] : [];
  });
}

async function askHeat(alice: Scope, cluster: TestCluster, visible: Map<string, number>, signal: AbortSignal): Promise<void> {
  let since = new Date(0);
  while (!signal.aborted) {
    const askedAt = Date.now();
    const events = await alice.heat.listEvents({ name: cluster.stackName, id: cluster.stackId }, { since }).catch(() => []);
    for (const event of events) if (!visible.has(event.id)) visible.set(event.id, askedAt);
    const last = events.at(-1);
    if (last) since = new Date(last.at.getTime() - 3_000);
    await sleep(Math.max(0, askEveryMs - (Date.now() - askedAt)));
  }
}

async function measureRequests(alice: Scope, portalUrl: string, cookie: string): Promise<[number, number]> {
  const cluster = await makeTestCluster(alice, { name: uniqueName('viewers'), masters: 1, minions: 1 });
  const lines: { close: () => void }[] = [];
  try {
    // Quiet, but at work: everything is there and waits for its signal.
    await until(async () => (await db().stackResource.count({ where: { clusterId: cluster.id, resourceName: 'wait_condition', status: 'CREATE_IN_PROGRESS' } })) === 2);
    await sleep(3_000);
    lines.push(await watch(portalUrl, cookie, cluster.id, () => {}));
    const one = await countRequests(cluster);
    while (lines.length < manyViewers) lines.push(await watch(portalUrl, cookie, cluster.id, () => {}));
    const many = await countRequests(cluster);
    return [one, many];
  } finally {
    for (const line of lines) line.close();
    await remove(alice, cluster);
  }
}

async function countRequests(cluster: TestCluster): Promise<number> {
  const log = path.join(process.env.TESTCLOUD_HOME ?? '.data/testcloud', 'log', 'heat-api.log');
  const { size: from } = await stat(log);
  await sleep(countForMs);
  const { size: to } = await stat(log);
  const file = await open(log);
  try {
    const { buffer } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    const requests = buffer.toString('utf8').split('\n').filter((text) => text.includes('eventlet.wsgi.server') && text.includes(cluster.stackId));
    return Math.round((requests.length * 60_000) / countForMs);
  } finally {
    await file.close();
  }
}

/** One viewer: reads the SSE line and hands on the ids of the events in each frame. */
async function watch(portalUrl: string, cookie: string, clusterId: string, onEvents: (ids: string[], at: number) => void): Promise<{ close: () => void }> {
  const ending = new AbortController();
  const answer = await fetch(portalUrl + routes.api.events(clusterId), { headers: { cookie }, signal: ending.signal });
  if (!answer.ok || !answer.body) throw new Error(`no line to the portal: ${answer.status} ${await answer.text()}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const read = async () => {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const at = Date.now();
      const frames = (rest + piece.value).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const data = frame.split('\n').find((text) => text.startsWith('data: '));
        const change = data ? (JSON.parse(data.slice(6)) as { events?: { id: string }[] }) : {};
        if (change.events) onEvents(change.events.map(({ id }) => id), at);
      }
    }
  };
  void read().catch(() => {});
  return { close: () => ending.abort() };
}

async function signInToPortal(portalUrl: string, projectId: string): Promise<string> {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const call = async (address: string, init: RequestInit) => {
    const answer = await fetch(portalUrl + address, { ...init, headers: { cookie: cookies(), Origin: portalUrl }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  const { csrfToken } = (await (await call(`${routes.api.auth}/csrf`, {})).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, userName: 'alice', password: 'secret', domainName: 'Default', projectId, callbackUrl: portalUrl, json: 'true' });
  const answer = await call(`${routes.api.auth}/callback/credentials`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`sign-in failed: ${answer.status} ${await answer.text()}`);
  return cookies();
}

async function signalWhenReady(alice: Scope, cluster: TestCluster, role: 'masters' | 'minions', index: number): Promise<void> {
  await until(() => signalMember(alice, cluster, role, index, { status: 'SUCCESS' }));
}

async function remove(alice: Scope, cluster: TestCluster): Promise<void> {
  await deleteCluster(alice, { clusterId: cluster.id });
  await until(async () => (await db().cluster.count({ where: { id: cluster.id } })) === 0);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited too long');
    await sleep(500);
  }
}
