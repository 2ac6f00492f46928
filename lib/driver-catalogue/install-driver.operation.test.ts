import path from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { readDrivers } from '#lib/drivers/list-drivers.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import { sampleValues } from '#lib/drivers/sample-values.ts';
import { changedFile, testDriverFiles } from '#lib/drivers/test-driver.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { getDriver } from './get-driver.ts';
import { getDriverView } from './get-driver-view.ts';
import { installUpload } from './install-upload.ts';
import { listDriverOffers } from './list-driver-offers.ts';
import { removeDriver } from './remove-driver.ts';
import { setCloudDefault, setProjectDefault } from './set-driver-default.ts';
import { setDriverStatus } from './set-driver-status.ts';
import { archiveBody } from './test-archive.ts';
import { insertTestCluster } from '#lib/clusters/test-cluster.ts';

useTestDatabase();
/** Heat expands whole clusters. */
vi.setConfig({ testTimeout: 120_000 });

let alice: Scope;
let operator: Scope;

beforeAll(async () => {
  [alice, operator] = await Promise.all([signInForTest('alice'), signInForTest('operator')]);
});

const name = 'test_small_v1';
const upload = (changes: Readonly<Record<string, string>> = {}) => installUpload(operator, archiveBody({ ...testDriverFiles, ...changes }));
const numbered = (version: string) => changedFile('driver.yaml', 'version: 1.0.0', `version: ${version}`);
const offered = async (scope: Scope) => (await listDriverOffers(scope)).filter((each) => each.name === name).map(({ version, preferred, status }) => ({ version, preferred, status }));

it('is for administrators', async () => {
  await expect(installUpload(alice, archiveBody(testDriverFiles))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  for (const refused of [setDriverStatus(alice, { name, version: '1.0.0', status: 'released' }), setCloudDefault(alice, { name, version: '1.0.0' }), removeDriver(alice, { name, version: '1.0.0' })]) {
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
});

it('stores nothing of a driver with faults, and tells all of them', async () => {
  expect(await installUpload(operator, archiveBody({ 'x.txt': 'x' }))).toEqual({ faults: ['There is no driver.yaml in the archive.'] });
  expect(await upload({ 'README.md': '', ...changedFile('templates/node.yaml', '{get_file: ../fragments/say.sh}', '{"get_file": "file:///etc/passwd"}') })).toEqual({
    faults: [expect.stringMatching(/^README\.md/), expect.stringMatching(/get_file names/)],
  });
  expect(await upload({ 'driver.yaml': 'name: x' })).toMatchObject({ faults: expect.arrayContaining([expect.stringMatching(/^driver\.yaml: name: /), expect.stringMatching(/^driver\.yaml: version: /)]) });
  expect(await db().installedDriver.count()).toBe(0);
});

it('asks the real Heat last, which refuses what the portal cannot know', async () => {
  const unknown = changedFile('templates/node.yaml', 'OS::Nova::Server', 'OS::Nova::NoSuchThing');
  expect(await upload(unknown)).toEqual({ faults: [expect.stringMatching(/^Heat does not accept the template: .*OS::Nova::NoSuchThing/)] });
  const property = changedFile('templates/node.yaml', 'user_data_format: RAW', 'user_data_formats: RAW');
  expect(await upload(property)).toEqual({ faults: [expect.stringMatching(/user_data_formats/)] });
  expect(await db().installedDriver.count()).toBe(0);
});

it('installs a good one for everybody at once; it never changes after that', async () => {
  expect(await upload()).toEqual({ installed: { name, version: '1.0.0', title: 'Small test driver' } });
  expect((await getDriver(name, '1.0.0')).files).toEqual(testDriverFiles);
  expect(await upload()).toEqual({ faults: [expect.stringMatching(/a version never changes/)] });
  expect(await upload({ 'README.md': `${testDriverFiles['README.md']}more` })).toEqual({ faults: [expect.stringMatching(/another number/)] });
  expect(await db().auditEvent.findMany({ select: { action: true, subjectId: true, userName: true } })).toEqual([
    { action: 'driver:install', subjectId: `${name}@1.0.0`, userName: 'operator' },
  ]);
});

it('keeps what a driver takes of common as it is now, and nothing else of it', async () => {
  const shared = { 'common/fragments/said.sh': '#!/bin/sh\necho "WORDS"\n', 'common/fragments/unused.sh': '#!/bin/sh\n' };
  await upload({ ...numbered('1.9.0'), ...changedFile('templates/node.yaml', '../fragments/say.sh', '../../common/fragments/said.sh'), ...shared });
  const files = Object.keys((await getDriver(name, '1.9.0')).files).filter((file) => file.startsWith('common/'));
  expect(files).toEqual(['common/fragments/said.sh']);
});

it('offers first what the project chose, else what the cloud did, else the best', async () => {
  await upload(numbered('1.10.0'));
  expect(await offered(alice)).toEqual([
    { version: '1.10.0', preferred: true, status: 'beta' },
    { version: '1.9.0', preferred: false, status: 'beta' },
    { version: '1.0.0', preferred: false, status: 'beta' },
  ]);
  await setDriverStatus(operator, { name, version: '1.0.0', status: 'released' });
  expect((await offered(alice))[0]).toEqual({ version: '1.0.0', preferred: true, status: 'released' });
  await setCloudDefault(operator, { name, version: '1.9.0' });
  expect((await offered(alice))[0]?.version).toBe('1.9.0');
  await setProjectDefault(alice, { name, version: '1.10.0' });
  expect((await offered(alice))[0]?.version).toBe('1.10.0');
  expect((await offered(operator))[0]?.version).toBe(operator.projectId === alice.projectId ? '1.10.0' : '1.9.0');
  await setProjectDefault(alice, { name, version: null });
  expect((await offered(alice))[0]?.version).toBe('1.9.0');
  await setDriverStatus(operator, { name, version: '1.9.0', status: 'retired' });
  expect((await offered(alice))[0]?.version).toBe('1.0.0');
  await expect(setCloudDefault(operator, { name, version: '1.9.0' })).rejects.toMatchObject({ code: 'INVALID_STATE' });
});

it('shows clusters of the own project, to an administrator all; what is used stays', async () => {
  const own = { driverName: name, driverVersion: '1.0.0' };
  await insertTestCluster(alice, { name: 'of-alice', masters: 1, minions: 1, data: own });
  await insertTestCluster({ ...alice, projectId: 'another', projectName: 'another' }, { name: 'of-another', masters: 1, minions: 1, data: own });
  expect((await getDriverView(alice, { name, version: '1.0.0' })).clusters.map((each) => each.name)).toEqual(['of-alice']);
  expect((await getDriverView(operator, { name, version: '1.0.0' })).clusters.map((each) => each.name).sort()).toEqual(['of-alice', 'of-another']);
  await expect(removeDriver(operator, { name, version: '1.0.0' })).rejects.toMatchObject({ code: 'INVALID_STATE', userMessage: expect.stringMatching(/used by 2 clusters/) });
});

it('takes a new version of a driver of the portal, with what that takes of common', async () => {
  const [builtIn] = await readDrivers(path.resolve('drivers'), 'k8s_debian_v1');
  const files = { ...builtIn!.files, 'driver.yaml': builtIn!.files['driver.yaml']!.replace(/^version: .*$/m, 'version: 99.0.0') };
  const own = Object.fromEntries(Object.entries(files).filter(([file]) => !file.startsWith('common/')));
  expect(await installUpload(operator, archiveBody(own))).toMatchObject({ installed: { name: 'k8s_debian_v1', version: '99.0.0' } });
  const installed = await getDriver('k8s_debian_v1', '99.0.0');
  const sample = sampleValues(installed);
  expect(renderBundle(installed, sample).sha256).toBe(renderBundle({ ...builtIn!, files }, sample).sha256);
});

it('removes one that nothing was made from; those of the portal stay', async () => {
  await removeDriver(operator, { name, version: '1.10.0' });
  await expect(getDriver(name, '1.10.0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const builtIn = (await listDriverOffers(operator)).find((each) => each.name !== name)!;
  await expect(removeDriver(operator, builtIn)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(await upload(numbered('1.10.0'))).toMatchObject({ installed: { version: '1.10.0' } });
});
