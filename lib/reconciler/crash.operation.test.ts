import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deleteCluster } from '#lib/clusters/delete-cluster.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { readSnapshot } from '#lib/stacks/read-live.ts';
import { leaseMs } from './leases.ts';
import { makeTestCluster, signalMember, type TestCluster } from '#lib/clusters/test-cluster.ts';

useTestDatabase();

const patience = { timeout: 90_000, interval: 300 };

describe('a reconciler that is killed', { timeout: 200_000 }, () => {
  let alice: Scope;
  let cluster: TestCluster | undefined;
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    alice = await signInForTest('alice');
  });
  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    if (!cluster) return;
    await alice.heat.deleteStack({ name: cluster.stackName, id: cluster.stackId });
    await alice.keystone.deleteTrust(cluster.trustId).catch(() => {});
  });

  function startProcess(): ChildProcess {
    const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/reconciler/main.ts'], {
      env: { ...process.env, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    processes.push(child);
    return child;
  }

  it('with SIGKILL is followed by another within the lease; nothing is lost and nothing doubled; SIGTERM ends one cleanly', async () => {
    const first = startProcess();
    const made = (cluster = await makeTestCluster(alice, { name: uniqueName('crash'), masters: 1, minions: 1 }));
    await vi.waitFor(async () => expect((await readSnapshot(alice, made.id)).resources.length).toBeGreaterThan(0), patience);
    // In the middle of a look: while its lease is held.
    await vi.waitFor(async () => expect((await db().cluster.findUniqueOrThrow({ where: { id: made.id } })).leaseOwner).not.toBeNull(), {
      timeout: 20_000,
      interval: 1,
    });
    first.kill('SIGKILL');
    await once(first, 'exit');
    const killedAt = Date.now();

    const second = startProcess();
    await vi.waitFor(async () => expect(await signalMember(alice, made, 'masters', 0, { status: 'SUCCESS' })).toBe(true), patience);
    await vi.waitFor(async () => expect(await signalMember(alice, made, 'minions', 0, { status: 'SUCCESS' })).toBe(true), patience);
    const takenAfterMs = await vi.waitFor(async () => {
      const { leaseOwner } = await db().cluster.findUniqueOrThrow({ where: { id: made.id } });
      expect(leaseOwner ?? '').toContain(`:${second.pid}:`);
      return Date.now() - killedAt;
    }, { timeout: 60_000, interval: 2 });
    expect(takenAfterMs).toBeLessThan(leaseMs + 10_000);
    await vi.waitFor(async () => expect((await readSnapshot(alice, made.id)).cluster.status).toBe('CREATE_COMPLETE'), patience);

    const inHeat = await alice.heat.listEvents({ name: made.stackName, id: made.stackId });
    await vi.waitFor(async () => {
      const { events, resources } = await readSnapshot(alice, made.id);
      expect(events.map(({ id }) => id).sort()).toEqual(inHeat.map(({ id }) => id).sort());
      expect(resources.filter(({ status }) => !status.endsWith('_COMPLETE'))).toEqual([]);
    }, patience);

    // The same for a delete: killed once it has begun, finished by the next.
    await deleteCluster(alice, { clusterId: made.id });
    await vi.waitFor(async () => {
      const stack = await alice.heat.findStack({ name: made.stackName, id: made.stackId });
      expect(stack?.status ?? 'DELETE_COMPLETE').toMatch(/^DELETE_/);
    }, { timeout: 30_000, interval: 20 });
    second.kill('SIGKILL');
    await once(second, 'exit');
    const third = startProcess();
    await vi.waitFor(async () => expect(await db().cluster.count({ where: { id: made.id } })).toBe(0), patience);
    expect((await alice.keystone.listTrusts()).map(({ id }) => id)).not.toContain(made.trustId);

    third.kill('SIGTERM');
    const [code] = (await once(third, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});
