import type { Page } from '@playwright/test';
import { readSnapshot } from '#lib/stacks/read-live.ts';
import type { NodeBootView } from '#lib/stacks/view.ts';
import { signInToCloud } from '../e2e/cloud.ts';
import { createCluster, createTemplate, deleteCluster, expectReady, uniqueName } from '../e2e/fixtures.ts';
import { createRealTemplate, demoNodes, waitForNodeImage } from '../e2e/real-cluster.ts';
import type { Bench, BenchContext, Figure } from './figure.ts';
import { signInWithBrowser } from './sign-in.ts';

const shapes = [
  { masters: 1, minions: 2, atMostS: 90 },
  { masters: 3, minions: 2, atMostS: 180 },
] as const;
/** Shorter ones say nothing. */
const leastStepS = 2;

/** Kubernetes whose nodes really boot, from the click to the word Ready on the page. */
const bench: Bench = {
  title: 'Real clusters',
  async measure({ portalUrl }: BenchContext): Promise<Figure[]> {
    await waitForNodeImage(await signInToCloud('alice', 'demo'));
    const { page, close } = await signInWithBrowser(portalUrl, 'alice', { reducedMotion: 'reduce' });
    const figures: Figure[] = [];
    try {
      await warmUp(page);
      const template = uniqueName('bench');
      await createRealTemplate(page, { name: template, ...demoNodes });
      for (const { masters, minions, atMostS } of shapes) {
        const name = uniqueName('bench');
        let clickedAt = 0;
        const id = await createCluster(page, name, template, { masters, minions }, () => (clickedAt = Date.now()));
        await expectReady(page);
        const shape = `${masters} + ${minions}`;
        const method = 'one cluster by the wizard in Chromium, which asks for less motion; a stack is complete when every node is Ready and a Service answers from each; portal and cloud have made one cluster without real nodes before';
        figures.push({ name: `${shape} nodes, click to Ready`, value: (Date.now() - clickedAt) / 1000, unit: 's', atMost: atMostS, method });
        figures.push(...slowestSteps((await readSnapshot(null, id)).boots, shape));
        await deleteCluster(page, id, name);
      }
    } finally {
      await close();
    }
    return figures;
  },
};

/** The services of a cloud that has just started load and compile much at their first requests: no cloud of anybody is like that. */
async function warmUp(page: Page): Promise<void> {
  const template = uniqueName('warm');
  await createTemplate(page, template);
  const name = uniqueName('warm');
  const id = await createCluster(page, name, template, { masters: 1, minions: 1 });
  await expectReady(page);
  await deleteCluster(page, id, name);
}

/** Of each step the node that took longest, in the order of the steps; masters and minions apart. */
function slowestSteps(boots: readonly NodeBootView[], shape: string): Figure[] {
  const slowest = new Map<string, { seconds: number; path: string }>();
  for (const { path, steps } of boots) {
    for (const { title, seconds } of steps) {
      const name = `${shape} nodes, ${path.startsWith('kube_masters') ? 'masters' : 'minions'}: ${title}`;
      if (seconds !== null && seconds >= leastStepS && seconds > (slowest.get(name)?.seconds ?? 0)) slowest.set(name, { seconds, path });
    }
  }
  return [...slowest].map(([name, { seconds, path }]) => ({ name, value: seconds, unit: 's', atMost: null, method: `as the node told, the slowest one (${path})` }));
}

export default bench;
