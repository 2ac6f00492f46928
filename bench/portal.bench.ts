import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runPortal, waitUntilReady } from '#launch/run-portal.ts';
import { median, percentile, type Bench, type BenchContext, type Figure } from './figure.ts';
import { seedClusters } from './seed-clusters.ts';
import { signInWithBrowser } from './sign-in.ts';

const starts = 7;
const spacing = 3920;
const rounds = 400;
const addresses = ['/clusters', '/cluster-templates', '/drivers', '/quota', '/activity', '/clusters?q=a', '/clusters/new', '/cluster-templates/new'];

/** How fast the portal is there, how much it holds, and what a page costs. */
const bench: Bench = {
  title: 'The portal process',
  async measure(context) {
    return [...(await startTimes(context)), ...(await underUse(context))];
  },
};

async function startTimes({ variables }: BenchContext): Promise<Figure[]> {
  const taken: number[] = [];
  for (let run = 0; run < starts; run += 1) {
    const port = spacing + run;
    const began = performance.now();
    const portal = runPortal({ variables: { ...variables, PUBLIC_URL: `http://127.0.0.1:${port}`, NEXTAUTH_URL: `http://127.0.0.1:${port}` }, host: '127.0.0.1', port, logDir: '.data/bench', run: 'portal' });
    await waitUntilReady(`http://127.0.0.1:${port}/readyz`);
    taken.push(performance.now() - began);
    await portal.stop();
  }
  return [{ name: 'from spawn to 200 of /readyz', value: median(taken), unit: 'ms', atMost: 2000, method: `median of ${starts} starts; asked every 100 ms` }];
}

async function underUse({ portalUrl, portalPid }: BenchContext): Promise<Figure[]> {
  await seedClusters({ projects: 5, clusters: 1000 });
  const { cookie, close } = await signInWithBrowser(portalUrl, 'alice');
  await close();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const address of addresses) {
      const began = performance.now();
      const answer = await fetch(`${portalUrl}${address}`, { headers: { cookie } });
      await answer.text();
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
      if (address === '/clusters') times.push(performance.now() - began);
    }
  }
  // Garbage that is not yet collected is held all the same: no pause before the look.
  const peakMb = residentMb(portalPid, 'VmHWM');
  await sleep(30_000);
  const load = `${rounds * addresses.length} pages of ${addresses.length} kinds one after the other, as many as an hour has at about one a second`;
  return [
    { name: 'memory after use', value: residentMb(portalPid, 'VmRSS'), unit: 'MB', atMost: 250, method: `resident size 30 s after ${load}` },
    { name: 'memory at its peak', value: peakMb, unit: 'MB', atMost: null, method: `VmHWM of the process, ${load}` },
    { name: 'the page /clusters, whole answer', value: median(times), unit: 'ms', atMost: null, method: `median of ${rounds}, session check and rendering included` },
    { name: 'the page /clusters, whole answer, p95', value: percentile(times, 95), unit: 'ms', atMost: null, method: `of ${rounds}` },
  ];
}

function residentMb(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const kib = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

export default bench;
