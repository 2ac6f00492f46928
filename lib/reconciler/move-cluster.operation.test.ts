import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeClusterAuthorities, saveClusterAuthorities } from '#lib/certificates/create-cluster-authorities.ts';
import { moveCluster } from '#lib/clusters/move-cluster.ts';
import { previewMove } from '#lib/clusters/preview-move.ts';
import { makeTestCluster, type TestCluster } from '#lib/clusters/test-cluster.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { changedFile, testDriverFiles } from '#lib/drivers/test-driver.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import { runReconciler } from './run-reconciler.ts';

useTestDatabase();

const patience = { timeout: 90_000, interval: 300 };
const name = 'test_small_v1';

/** The test driver with a random word in the place of its server: Heat makes that in no time. */
const withoutServer = {
  'templates/node.yaml': testDriverFiles['templates/node.yaml']!.replace(
    /^resources:[^]*$/m,
    'resources:\n  word: {type: OS::Heat::RandomString, properties: {length: 8, salt: {get_param: words}}}\n',
  ),
};

describe('moving a cluster to another version of its driver, on a real Heat', { timeout: 150_000 }, () => {
  let alice: Scope;
  let operator: Scope;
  let cluster: TestCluster;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    [alice, operator] = await Promise.all([signInForTest('alice'), signInForTest('operator')]);
    const ending = new AbortController();
    const running = runReconciler({ owner: `test:${randomUUID()}`, concurrency: 4, signal: ending.signal });
    stop = () => {
      ending.abort();
      return running;
    };
    const numbered = (version: string) => changedFile('driver.yaml', 'version: 1.0.0', `version: ${version}`);
    await install('1.1.0', { ...withoutServer, ...numbered('1.1.0') });
    await install('1.2.0', {
      'driver.yaml': numbered('1.2.0')['driver.yaml']!
        .replace('default: hello', 'default: goodbye')
        .replace(/^mirrors:/m, '  - {key: more, title: More, help: What else it says., kind: string, default: again, group: Node}\nmirrors:'),
      'templates/node.yaml': withoutServer['templates/node.yaml'].replace('length: 8', 'length: 9'),
    });
    await install('1.3.0', { ...numbered('1.3.0'), 'templates/node.yaml': withoutServer['templates/node.yaml'].replace('OS::Heat::RandomString', 'OS::Heat::NoSuchThing') });
    await install('1.4.0', { ...withoutServer, 'driver.yaml': numbered('1.4.0')['driver.yaml']!.replace('status: beta', 'status: retired') });
    await install('1.5.0', { ...withoutServer, 'driver.yaml': numbered('1.5.0')['driver.yaml']!.replace("default: hello, pattern: '[a-z ]*'", "default: 'no', pattern: '[a-f ]*', patternHelp: Use letters to f.") });

    cluster = await makeTestCluster(alice, { name: uniqueName('move'), masters: 0, minions: 0, data: { driverName: name, masterCount: 1, labels: { gone: 'x' }, driverVersion: '1.0.0' } });
    const authorities = await makeClusterAuthorities(cluster.id, 'move');
    await db().$transaction((tx) => saveClusterAuthorities(tx, cluster.id, authorities));
    await untilStatus('CREATE_COMPLETE');
  });

  afterAll(async () => {
    await stop();
    await alice.heat.deleteStack({ name: cluster.stackName, id: cluster.stackId });
    await alice.keystone.deleteTrust(cluster.trustId).catch(() => {});
  });

  async function install(version: string, changes: Readonly<Record<string, string>>): Promise<void> {
    const files = { ...testDriverFiles, ...changes };
    await db().installedDriver.create({ data: { name, version, title: 'x', files, sha256: randomUUID(), installedById: 'x', installedByName: 'x' } });
  }

  const row = () => db().cluster.findUniqueOrThrow({ where: { id: cluster.id } });
  const recorded = () => db().auditEvent.findMany({ where: { subjectId: cluster.id, action: { startsWith: 'cluster:move' } }, orderBy: { at: 'asc' } });
  const stack = () => alice.heat.getStack({ name: cluster.stackName, id: cluster.stackId });
  const untilStatus = (status: string) => vi.waitFor(async () => expect((await row()).status).toBe(status), patience);
  const preview = (version: string, scope = alice) => previewMove(scope, { clusterId: cluster.id, version });

  it('tells what Heat would do, and does nothing', async () => {
    const seen = await preview('1.1.0');
    expect(seen).toMatchObject({ from: '1.0.0', to: '1.1.0', replacedServers: 0, deletedServers: 0, droppedLabels: ['gone'] });
    expect(seen.changes).toContainEqual(expect.objectContaining({ kind: 'deleted', resourceType: 'OS::Neutron::Net', stackName: cluster.stackName }));
    expect(seen.changes).toContainEqual(expect.objectContaining({ kind: 'added', resourceName: 'node' }));
    expect(seen.files.map(({ path }) => path)).toContain('template.yaml');
    expect(await row()).toMatchObject({ status: 'CREATE_COMPLETE', driverVersion: '1.0.0', movedFrom: null });
    expect((await stack()).updatedAt).toBeNull();
  });

  it('is for who made the cluster and for administrators, in its own project', async () => {
    await db().cluster.update({ where: { id: cluster.id }, data: { userId: 'somebody', userName: 'somebody' } });
    await expect(preview('1.1.0')).rejects.toMatchObject({ code: 'FORBIDDEN', userMessage: expect.stringMatching(/^Only somebody, who made /) });
    await expect(preview('1.1.0', { ...alice, roles: ['admin'] })).resolves.toMatchObject({ to: '1.1.0' });
    await expect(preview('1.1.0', await signInForTest('bob', 'demo2'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await db().cluster.update({ where: { id: cluster.id }, data: { userId: alice.userId, userName: alice.userName } });
    await expect(preview('1.1.0', { ...operator, projectId: 'another' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('refuses what is retired, unknown, or no longer what was looked at', async () => {
    await expect(preview('1.4.0')).rejects.toMatchObject({ code: 'INVALID_STATE', userMessage: expect.stringMatching(/retired/) });
    await expect(preview('9.0.0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(moveCluster(alice, { clusterId: cluster.id, version: '1.1.0', bundleSha256: '0'.repeat(64) })).rejects.toMatchObject({ code: 'INVALID_STATE' });
    expect(await row()).toMatchObject({ status: 'CREATE_COMPLETE', driverVersion: '1.0.0' });
  });

  it('moves it: bundle, parameters and stack; the reconciler follows to the end', async () => {
    const { bundleSha256 } = await preview('1.1.0');
    await moveCluster(alice, { clusterId: cluster.id, version: '1.1.0', bundleSha256 });
    expect(await row()).toMatchObject({ status: 'UPDATE_IN_PROGRESS', driverVersion: '1.1.0', bundleSha256, actionEndedAt: null });
    await expect(preview('1.2.0')).rejects.toMatchObject({ code: 'INVALID_STATE', userMessage: expect.stringMatching(/being changed/) });
    await untilStatus('UPDATE_COMPLETE');
    const done = await row();
    expect(done).toMatchObject({ submittingUntil: null, movedFrom: { driverVersion: '1.0.0' }, effectiveLabels: { words: 'hello' } });
    expect(done.actionEndedAt).not.toBeNull();
    expect((await alice.heat.listResources({ name: cluster.stackName, id: cluster.stackId })).map((each) => each.name).sort()).toEqual(['node', 'word']);
    const told = { userName: 'alice', detail: { driver: `${name} 1.1.0`, instead: '1.0.0' } };
    expect(await recorded()).toMatchObject([{ action: 'cluster:move', ...told }, { action: 'cluster:moved', ...told }]);
    const tags = (await stack()).tags;
    expect(tags.length).toBeGreaterThan(0);
  });

  it('refuses a version that does not allow what holds already', async () => {
    await expect(preview('1.5.0')).rejects.toMatchObject({
      code: 'INVALID_STATE', userMessage: expect.stringMatching(/^The label words of \S+ is “hello”, which does not suit version 1\.5\.0\. Use letters to f\.$/),
    });
  });

  it('leaves it as it was when Heat refuses the update', async () => {
    const before = await row();
    const refusing = { ...alice, heat: { ...alice.heat, updateStack: () => Promise.reject(new PortalError({ code: 'INVALID_INPUT', userMessage: 'No.' })) } };
    const { bundleSha256, labelChanges } = await preview('1.2.0');
    expect(labelChanges, 'a default that held goes on').toEqual([{ key: 'more', from: null, to: 'again' }]);
    await expect(moveCluster(refusing, { clusterId: cluster.id, version: '1.2.0', bundleSha256 })).rejects.toMatchObject({ userMessage: 'No.' });
    expect(await row()).toMatchObject({
      status: 'UPDATE_COMPLETE', driverVersion: '1.1.0', bundleSha256: before.bundleSha256, effectiveLabels: before.effectiveLabels, sealedParameters: before.sealedParameters, submittingUntil: null,
    });
    expect((await recorded()).slice(-2)).toMatchObject([{ action: 'cluster:move' }, { action: 'cluster:move-failed' }]);
    await expect(preview('1.3.0')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('says so when the update never reached Heat, and can be moved again', async () => {
    const lost = { ...alice, heat: { ...alice.heat, updateStack: () => Promise.reject(new PortalError({ code: 'UNREACHABLE', userMessage: 'Heat does not answer.' })) } };
    const { bundleSha256 } = await preview('1.2.0');
    await expect(moveCluster(lost, { clusterId: cluster.id, version: '1.2.0', bundleSha256 })).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(await row()).toMatchObject({ status: 'UPDATE_IN_PROGRESS', driverVersion: '1.2.0' });
    await untilStatus('UPDATE_FAILED');
    expect(await row()).toMatchObject({ statusReason: expect.stringMatching(/did not reach Heat/), statusAdvice: expect.stringMatching(/back to version 1\.1\.0/) });
    await db().cluster.update({ where: { id: cluster.id }, data: { nextCheckAt: new Date(), leaseUntil: null } });
    await pause(2_000);
    expect(await row(), 'the end of an earlier update is not taken for its own').toMatchObject({ status: 'UPDATE_FAILED' });
    await moveCluster(alice, { clusterId: cluster.id, version: '1.2.0', bundleSha256 });
    await untilStatus('UPDATE_COMPLETE');
    expect((await row()).effectiveLabels).toEqual({ words: 'hello', more: 'again' });
    const ends = (await recorded()).slice(-4).map(({ action }) => action);
    expect(ends).toEqual(['cluster:move', 'cluster:move-failed', 'cluster:move', 'cluster:moved']);
  });
});
