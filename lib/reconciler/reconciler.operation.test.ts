import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deleteCluster } from '#lib/clusters/delete-cluster.ts';
import { removeLeftoverTrusts } from '#lib/clusters/remove-leftover-trusts.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { newTrustExpiry } from '#lib/openstack/keystone/trust-expiry.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { readChange, readSnapshot } from '#lib/stacks/read-live.ts';
import type { LiveSnapshot } from '#lib/stacks/view.ts';
import { runReconciler } from './run-reconciler.ts';
import { makeTestCluster, signalMember, type TestCluster } from '#lib/clusters/test-cluster.ts';

useTestDatabase();

/** A real Heat on a busy machine. */
const patience = { timeout: 90_000, interval: 300 };

describe('the reconciler, on a real Heat', { timeout: 150_000 }, () => {
  let alice: Scope;
  const made: TestCluster[] = [];
  let stop: () => Promise<void>;

  beforeAll(async () => {
    alice = await signInForTest('alice');
    const ending = new AbortController();
    const running = runReconciler({ owner: `test:${randomUUID()}`, concurrency: 8, signal: ending.signal });
    stop = () => {
      ending.abort();
      return running;
    };
  });

  afterAll(async () => {
    await stop();
    for (const { stackName, stackId, trustId } of made) {
      if (stackId) await alice.heat.deleteStack({ name: stackName, id: stackId });
      if (trustId) await alice.keystone.deleteTrust(trustId).catch(() => {});
    }
  });

  async function make(options: Parameters<typeof makeTestCluster>[1]): Promise<TestCluster> {
    const cluster = await makeTestCluster(alice, options);
    made.push(cluster);
    return cluster;
  }

  const snapshot = (cluster: TestCluster): Promise<LiveSnapshot> => readSnapshot(alice, cluster.id);
  const signal = (cluster: TestCluster, role: 'masters' | 'minions', index: number, body: Parameters<typeof signalMember>[4]) =>
    vi.waitFor(async () => expect(await signalMember(alice, cluster, role, index, body)).toBe(true), patience);
  const untilStatus = (cluster: TestCluster, status: string) =>
    vi.waitFor(async () => {
      const now = await snapshot(cluster);
      expect(now.cluster.status, now.cluster.statusReason ?? now.cluster.lookFailedReason ?? '').toBe(status);
      return now;
    }, patience);
  const untilGone = (cluster: TestCluster) =>
    vi.waitFor(async () => expect(await db().cluster.findUnique({ where: { id: cluster.id } })).toBeNull(), patience);

  it('follows a stack to CREATE_COMPLETE with every resource at its place, then deletes it and leaves nothing', async () => {
    const cluster = await make({ name: uniqueName('follow'), masters: 1, minions: 2 });
    await signal(cluster, 'masters', 0, { status: 'SUCCESS' });
    await signal(cluster, 'minions', 0, { status: 'SUCCESS' });
    await signal(cluster, 'minions', 1, { status: 'SUCCESS' });
    const done = await untilStatus(cluster, 'CREATE_COMPLETE');

    expect(done.cluster).toMatchObject({ apiAddress: 'https://192.0.2.1:6443', masterAddresses: ['192.0.2.1'], lookFailedAt: null, failure: null });
    await vi.waitFor(async () => {
      const { resources } = await snapshot(cluster);
      expect(resources.map(({ path }) => path).sort()).toEqual(expectedPaths(1, 2));
      expect(resources.filter(({ status }) => !/_COMPLETE$/.test(status))).toEqual([]);
      const condition = resources.find(({ path }) => path === 'kube_minions/1/wait_condition');
      expect(condition).toMatchObject({ parentPath: 'kube_minions/1', type: 'OS::Heat::WaitCondition', requires: ['secret', 'wait_handle'] });
    }, patience);
    const heatEvents = await alice.heat.listEvents({ name: cluster.stackName, id: cluster.stackId });
    await vi.waitFor(async () => {
      const { events } = await snapshot(cluster);
      expect(events.map(({ id }) => id).sort()).toEqual(heatEvents.map(({ id }) => id).sort());
    }, patience);
    const change = await readChange(cluster.id, done.revision - 1);
    expect(change).toMatchObject({ kind: 'change', cluster: { status: 'CREATE_COMPLETE' } });

    const network = (await snapshot(cluster)).resources.find(({ name }) => name === 'private_network')?.physicalResourceId;
    await deleteCluster(alice, { clusterId: cluster.id });
    await untilGone(cluster);
    expect((await alice.heat.findStack({ name: cluster.stackName, id: cluster.stackId }))?.status ?? 'DELETE_COMPLETE').toBe('DELETE_COMPLETE');
    expect((await alice.keystone.listTrusts()).map(({ id }) => id)).not.toContain(cluster.trustId);
    expect((await alice.neutron.listNetworks()).map(({ id }) => id)).not.toContain(network);
    expect(await db().leftoverTrust.count({ where: { trustId: cluster.trustId } })).toBe(0);
    const audited = await db().auditEvent.findMany({ where: { subjectId: cluster.id }, orderBy: { at: 'asc' } });
    expect(audited.map(({ action }) => action)).toEqual(['cluster:created', 'cluster:delete', 'cluster:deleted']);
  });

  it('names the resource that failed by itself, with the words of the machine, in one sentence', async () => {
    const cluster = await make({ name: uniqueName('fail'), masters: 1, minions: 2 });
    await signal(cluster, 'minions', 1, { status: 'FAILURE', reason: 'kubeadm join: no route to host' });
    const failed = await untilStatus(cluster, 'CREATE_FAILED');
    await vi.waitFor(async () => expect((await snapshot(cluster)).cluster.failure).toMatchObject({ path: 'kube_minions/1/wait_condition' }), patience);
    expect(failed.cluster.statusReason).toBe('Minion 1 started but its set-up failed: kubeadm join: no route to host.');
    expect(failed.cluster.statusAdvice).toMatch(/console log/);

    await deleteCluster(alice, { clusterId: cluster.id });
    await untilGone(cluster);
  });

  it('says so when the stack was deleted outside the portal, and lets the cluster be deleted', async () => {
    const cluster = await make({ name: uniqueName('vanish'), masters: 1, minions: 1 });
    await vi.waitFor(async () => expect((await snapshot(cluster)).resources.length).toBeGreaterThan(0), patience);
    await alice.heat.deleteStack({ name: cluster.stackName, id: cluster.stackId });
    const gone = await vi.waitFor(async () => {
      const now = await snapshot(cluster);
      expect(now.cluster.statusReason).toMatch(/no longer exists/);
      return now;
    }, patience);
    expect(gone.cluster.status).toMatch(/_FAILED$/);
    await deleteCluster(alice, { clusterId: cluster.id });
    await untilGone(cluster);
  });

  it('takes over a stack whose id was never saved, and deletes one with its cluster', async () => {
    const cluster = await make({ name: uniqueName('adopt'), until: 'stack', data: waiting() });
    await db().cluster.update({ where: { id: cluster.id }, data: { nextCheckAt: new Date() } });
    await vi.waitFor(async () => expect((await snapshot(cluster)).cluster.stackId).toBe(cluster.stackId), patience);

    const other = await make({ name: uniqueName('orphan'), until: 'stack', data: waiting() });
    await deleteCluster(alice, { clusterId: other.id });
    await untilGone(other);
    expect((await alice.heat.findStack({ name: other.stackName, id: other.stackId }))?.status ?? 'DELETE_COMPLETE').toBe('DELETE_COMPLETE');
  });

  it('leaves a cluster without a stack to be continued, and finds a trust whose id was never saved', async () => {
    const cluster = await make({ name: uniqueName('waiting'), until: 'trust', data: waiting() });
    await db().cluster.update({ where: { id: cluster.id }, data: { trustId: null, trustorUserId: null, nextCheckAt: new Date() } });
    await vi.waitFor(async () => expect((await db().cluster.findUniqueOrThrow({ where: { id: cluster.id } })).submittingUntil).toBeNull(), patience);
    expect((await snapshot(cluster)).cluster).toMatchObject({ status: 'CREATE_IN_PROGRESS', needsContinue: true });

    await deleteCluster(alice, { clusterId: cluster.id });
    await untilGone(cluster);
    expect((await alice.keystone.listTrusts()).map(({ id }) => id)).not.toContain(cluster.trustId);
  });

  it('deletes the trust also for a member who did not give it', async () => {
    const cluster = await make({ name: uniqueName('others'), until: 'trust', data: waiting() });
    await deleteCluster(await signInForTest('carol'), { clusterId: cluster.id });
    await untilGone(cluster);
    expect((await alice.keystone.listTrusts()).map(({ id }) => id)).not.toContain(cluster.trustId);
  });

  it('keeps a trust that nobody at hand may delete, until its trustor signs in', async () => {
    const carol = await signInForTest('carol');
    const cluster = await make({ name: uniqueName('leftover'), until: 'row', data: waiting() });
    // A trust the portal cannot use stands for one whose trustor has lost the project.
    const trust = await alice.keystone.createTrust({ trusteeUserId: carol.userId, roleNames: ['member'], expiresAt: newTrustExpiry(new Date()) });
    made.push({ ...cluster, trustId: trust.id });
    await db().cluster.update({ where: { id: cluster.id }, data: { trustId: trust.id, trustorUserId: alice.userId } });
    await deleteCluster(carol, { clusterId: cluster.id });
    await untilGone(cluster);
    expect(await db().leftoverTrust.findUnique({ where: { trustId: trust.id } })).toMatchObject({ trustorUserId: alice.userId });
    expect(await removeLeftoverTrusts(alice)).toBe(1);
    expect((await alice.keystone.listTrusts()).map(({ id }) => id)).not.toContain(trust.id);
  });

  it('says when it cannot look, keeps what it knows, and recovers', async () => {
    const cluster = await make({ name: uniqueName('blind'), masters: 1, minions: 1 });
    await vi.waitFor(async () => expect((await snapshot(cluster)).resources.length).toBeGreaterThan(0), patience);
    await db().cluster.update({ where: { id: cluster.id }, data: { trustId: '0'.repeat(32), revision: { increment: 1 } } });
    const blind = await vi.waitFor(async () => {
      const now = await snapshot(cluster);
      expect(now.cluster.lookFailedAt).not.toBeNull();
      return now;
    }, patience);
    expect(blind.cluster.status).toBe('CREATE_IN_PROGRESS');
    expect(blind.cluster.lookFailedReason).toMatch(/\w+ .*\./);
    expect(blind.resources.length).toBeGreaterThan(0);
    await db().cluster.update({ where: { id: cluster.id }, data: { trustId: cluster.trustId, nextCheckAt: new Date(), revision: { increment: 1 } } });
    await vi.waitFor(async () => expect((await snapshot(cluster)).cluster.lookFailedAt).toBeNull(), patience);
    await deleteCluster(alice, { clusterId: cluster.id });
    await untilGone(cluster);
  });
});

/** As a process leaves a row that died while it submitted it; nobody looks before the test says so. */
function waiting() {
  return { submittingUntil: new Date(Date.now() - 1000), nextCheckAt: new Date(Date.now() + 3_600_000) };
}

function expectedPaths(masters: number, minions: number): string[] {
  const members = (group: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${group}/${index}`).flatMap((path) => [
      path,
      ...['secret', 'wait_handle', 'wait_condition'].map((name) => `${path}/${name}`),
    ]);
  return ['private_network', 'kube_masters', 'kube_minions', ...members('kube_masters', masters), ...members('kube_minions', minions)].sort();
}
