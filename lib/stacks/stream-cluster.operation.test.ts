import { afterEach, describe, expect, it, vi } from 'vitest';
import { db } from '#lib/db/client.ts';
import { notifyClusterChanged } from '#lib/db/notifications.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { insertTestCluster } from '#lib/clusters/test-cluster.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { streamChanges, streamCluster } from './stream-cluster.ts';

useTestDatabase();

const owner = { projectId: 'p1', projectName: 'demo', userId: 'u1', userName: 'alice', region: 'RegionOne' };
/** Streaming looks at who asks and at the database, never at the cloud: any call of it would throw. */
const asking = (given: Partial<Scope> = {}): Scope => ({ ...owner, token: 't', roles: ['reader'], ...given }) as Scope;

interface Frame {
  event: string;
  id: string | undefined;
  data: { revision?: number; clusterId?: string; cluster?: { statusReason: string | null }; events?: { id: string }[] };
}

const open: AbortController[] = [];
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});

async function listen(make: (signal: AbortSignal) => Promise<Response> | Response) {
  const controller = new AbortController();
  open.push(controller);
  const response = await make(controller.signal);
  const frames: Frame[] = [];
  let ended = false;
  const read = async () => {
    let rest = '';
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + piece).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const field = (name: string) => part.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const event = field('event');
        if (event) frames.push({ event, id: field('id'), data: JSON.parse(field('data') ?? '{}') as Frame['data'] });
      }
    }
    ended = true;
  };
  const reading = read().catch(() => {});
  return { frames, response, reading, leave: () => controller.abort(), ended: () => ended };
}

const insert = (name: string) => insertTestCluster(owner, { name, masters: 1, minions: 1 });

async function write(clusterId: string, statusReason: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.cluster.update({ where: { id: clusterId }, data: { statusReason, revision: { increment: 1 } } });
    await notifyClusterChanged({ clusterId, projectId: owner.projectId }, tx);
  });
}

const watch = (clusterId: string, since: number | null = null) => listen((signal) => streamCluster(asking(), clusterId, { since, signal }));
const soon = { timeout: 10_000, interval: 20 };

describe("the live line of a cluster's page", () => {
  it('begins with everything and goes on with each change, in order and once', async () => {
    const { id } = await insert('one');
    const viewer = await watch(id);
    await vi.waitFor(() => expect(viewer.frames.map(({ event }) => event)).toEqual(['snapshot']), soon);
    for (const reason of ['a', 'b', 'c']) await write(id, reason);
    await vi.waitFor(() => expect(viewer.frames.at(-1)?.data.cluster?.statusReason).toBe('c'), soon);
    const revisions = viewer.frames.map((frame) => Number(frame.id));
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    expect(viewer.response.headers.get('x-accel-buffering')).toBe('no');
  });

  it('goes on after a broken line from where the browser was, without the whole again', async () => {
    const { id } = await insert('resume');
    await write(id, 'while away');
    const viewer = await watch(id, 1);
    await vi.waitFor(() => expect(viewer.frames).toMatchObject([{ event: 'change', id: '2' }]), soon);
  });

  it('brings one who comes late, and one who comes back, to the same state as those who watch already', async () => {
    const { id } = await insert('late');
    const first = await watch(id);
    for (const reason of ['a', 'b', 'c', 'd']) await write(id, reason);
    const back = await watch(id, 2);
    await write(id, 'last');
    for (const viewer of [first, back]) await vi.waitFor(() => expect(viewer.frames.at(-1)).toMatchObject({ id: '6', data: { cluster: { statusReason: 'last' } } }), soon);
  });

  it('reads the database once for a change, however many watch', async () => {
    const { id } = await insert('many');
    const viewers = await Promise.all(Array.from({ length: 100 }, () => watch(id)));
    await vi.waitFor(() => expect(viewers.every(({ frames }) => frames.length === 1)).toBe(true), soon);
    const reads = vi.spyOn(db().stackResource, 'findMany');
    await write(id, 'for all');
    await vi.waitFor(() => expect(viewers.every(({ frames }) => frames.at(-1)?.data.cluster?.statusReason === 'for all')).toBe(true), soon);
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
  });

  it('says when the cluster is gone, and ends', async () => {
    const { id } = await insert('gone');
    const viewer = await watch(id);
    await vi.waitFor(() => expect(viewer.frames).toHaveLength(1), soon);
    await db().cluster.delete({ where: { id } });
    await notifyClusterChanged({ clusterId: id, projectId: owner.projectId });
    await vi.waitFor(() => expect(viewer.ended()).toBe(true), soon);
    expect(viewer.frames.at(-1)?.event).toBe('gone');
  });

  it("is not given to another project's member, and is to an administrator", async () => {
    const { id } = await insert('isolated');
    const signal = new AbortController().signal;
    await expect(streamCluster(asking({ projectId: 'p2' }), id, { since: null, signal })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const viewer = await listen((own) => streamCluster(asking({ projectId: 'p2', roles: ['admin'] }), id, { since: null, signal: own }));
    await vi.waitFor(() => expect(viewer.frames).toHaveLength(1), soon);
  });

  it('begins again where the browser holds a revision of another database', async () => {
    const { id } = await insert('restored');
    const viewer = await watch(id, 999);
    await vi.waitFor(() => expect(viewer.frames[0]?.event).toBe('snapshot'), soon);
  });
});

describe('the live line of a list', () => {
  it("tells of the project's clusters and of no others, and an administrator of all", async () => {
    const member = await listen((signal) => streamChanges(asking(), { all: false, signal }));
    const admin = await listen((signal) => streamChanges(asking({ roles: ['admin'] }), { all: true, signal }));
    const { id } = await insert('listed');
    await vi.waitFor(async () => {
      await notifyClusterChanged({ clusterId: 'foreign', projectId: 'p2' });
      await write(id, 'x');
      expect(member.frames.length).toBeGreaterThan(0);
      expect(admin.frames.some(({ data }) => data.clusterId === 'foreign')).toBe(true);
    }, soon);
    expect(member.frames.every(({ data }) => data.clusterId === id)).toBe(true);
  });

  it('is given over all projects to nobody but an administrator', async () => {
    const signal = new AbortController().signal;
    await expect(streamChanges(asking(), { all: true, signal })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
