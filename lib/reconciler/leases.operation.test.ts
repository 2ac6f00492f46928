import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeLeasedCluster } from '#lib/clusters/write-leased-cluster.ts';
import { db } from '#lib/db/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { releaseLease, renewLeases, takeLeases } from './leases.ts';
import { runReconciler, type ReconcilerOptions } from './run-reconciler.ts';
import { insertTestCluster } from '#lib/clusters/test-cluster.ts';

useTestDatabase();

const scope = { projectId: 'p', projectName: 'demo', userId: 'u', userName: 'alice', region: 'RegionOne' };

async function insertDue(count: number, { lastIsDue = true } = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const due = lastIsDue || index < count - 1;
    const data = { submittingUntil: null, nextCheckAt: new Date(Date.now() + (due ? -1_000 : 3_600_000)) };
    ids.push((await insertTestCluster(scope, { name: `c${index}`, masters: 1, minions: 1, data })).id);
  }
  return ids;
}

afterEach(async () => {
  await db().cluster.deleteMany();
});

describe('leases', () => {
  it('many takers at the same moment get each cluster once', async () => {
    const ids = await insertDue(30);
    const taken = await Promise.all(Array.from({ length: 10 }, (_, index) => takeLeases(`taker-${index}`, 5)));
    const all = taken.flat().map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    const rest = await takeLeases('rest', 30);
    expect([...all, ...rest.map(({ id }) => id)].sort()).toEqual(ids.sort());
  });

  it('a cluster is free again when its lease has run out, and not while it is renewed', async () => {
    const [id = ''] = await insertDue(1);
    await takeLeases('dead', 1);
    expect(await takeLeases('other', 1)).toEqual([]);
    await db().$executeRaw`update cluster set lease_until = now() - interval '1 second', next_check_at = now() - interval '1 second'`;
    expect(await takeLeases('other', 1)).toHaveLength(1);
    await renewLeases('other', [id]);
    await releaseLease('dead', id, 0);
    expect(await takeLeases('third', 1)).toEqual([]);
  });

  it('a look asked for while another is under way comes at once, not at the usual time', async () => {
    const [id = ''] = await insertDue(1);
    await takeLeases('one', 1);
    await db().cluster.update({ where: { id }, data: { nextCheckAt: new Date(Date.now() - 5) } });
    await renewLeases('one', [id]);
    expect(await takeLeases('two', 1)).toEqual([]);
    await releaseLease('one', id, 60_000);
    expect(await takeLeases('two', 1)).toHaveLength(1);
  });

  it('who has lost the lease, or looks at a cluster that somebody has begun to delete, writes nothing', async () => {
    await insertDue(2);
    const [lost, overtaken] = await takeLeases('one', 2);
    if (!lost || !overtaken) throw new Error('no leases');
    await db().cluster.update({ where: { id: lost.id }, data: { leaseOwner: 'two' } });
    await db().cluster.update({ where: { id: overtaken.id }, data: { status: 'DELETE_IN_PROGRESS' } });
    expect(await writeLeasedCluster(lost, async () => ({ statusReason: 'late' }))).toBeNull();
    expect(await writeLeasedCluster(overtaken, async () => ({ status: 'CREATE_COMPLETE' }))).toBeNull();
    expect(await db().cluster.count({ where: { OR: [{ statusReason: 'late' }, { status: 'CREATE_COMPLETE' }] } })).toBe(0);
  });
});

describe('several reconcilers on one database', () => {
  const started: { end: () => Promise<void> }[] = [];
  function start(lookAfter: NonNullable<ReconcilerOptions['lookAfter']>) {
    const ending = new AbortController();
    const running = runReconciler({ owner: randomUUID(), concurrency: 4, signal: ending.signal, lookAfter });
    const end = () => {
      ending.abort();
      return running;
    };
    started.push({ end });
    return end;
  }
  afterEach(async () => {
    await Promise.all(started.splice(0).map(({ end }) => end()));
  });

  it('share the work, and never look at one cluster at the same time', async () => {
    const ids = await insertDue(20);
    const inHand = new Set<string>();
    const looks: { by: string; id: string }[] = [];
    let overlaps = 0;
    const worker = (by: string) => async ({ id }: { id: string }) => {
      if (inHand.has(id)) overlaps += 1;
      inHand.add(id);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inHand.delete(id);
      looks.push({ by, id });
      return { inMs: 100 };
    };
    start(worker('first'));
    start(worker('second'));
    await vi.waitFor(() => expect(looks.length).toBeGreaterThan(120), { timeout: 20_000 });
    expect(overlaps).toBe(0);
    expect(new Set(looks.map(({ id }) => id))).toEqual(new Set(ids));
    for (const by of ['first', 'second']) expect(looks.filter((look) => look.by === by).length).toBeGreaterThan(20);
  });

  it('one that is told to stop finishes what it has in hand and gives its leases back', async () => {
    const [id = ''] = await insertDue(1);
    let finish: (() => void) | undefined;
    let finished = false;
    const end = start(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      finished = true;
      return { inMs: 0 };
    });
    await vi.waitFor(() => expect(finish).toBeDefined(), { timeout: 10_000 });
    const ended = end();
    finish?.();
    await ended;
    expect(finished).toBe(true);
    expect(await db().cluster.findUniqueOrThrow({ where: { id } })).toMatchObject({ leaseOwner: null, leaseUntil: null });
  });

  it('one cluster whose look goes wrong holds up nobody else', async () => {
    const [bad = ''] = await insertDue(3);
    const good = new Set<string>();
    start(async ({ id }) => {
      if (id === bad) throw new Error('broken');
      good.add(id);
      return { inMs: 50 };
    });
    await vi.waitFor(() => expect(good.size).toBe(2), { timeout: 10_000 });
  });

  it('a new cluster is looked at within a second of its notification', async () => {
    const seen = new Map<string, number>();
    start(async ({ id }) => {
      seen.set(id, Date.now());
      return { inMs: 60_000 };
    });
    // The first one only shows that it is awake and listening.
    const [, late = ''] = await insertDue(2, { lastIsDue: false });
    await vi.waitFor(() => expect(seen.size).toBe(1), { timeout: 10_000 });
    await db().cluster.update({ where: { id: late }, data: { nextCheckAt: new Date(Date.now() - 10) } });
    const toldAt = Date.now();
    await notifyClusterChanged({ clusterId: late, projectId: 'p' });
    await vi.waitFor(() => expect(seen.get(late)).toBeDefined(), { timeout: 5_000 });
    expect((seen.get(late) ?? Infinity) - toldAt).toBeLessThan(1_000);
  });
});
