import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { makeTemplateInput } from '#lib/cluster-templates/test-template-input.ts';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { PortalError } from '#lib/errors.ts';
import type { HeatClient } from '#lib/openstack/heat/types.ts';
import type { KeystoneClient } from '#lib/openstack/keystone/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { refusal } from '#lib/test-refusal.ts';
import { continueCluster } from './continue-cluster.ts';
import { deleteCluster } from './delete-cluster.ts';
import { getCluster } from './get-cluster.ts';
import { retryCluster } from './retry-cluster.ts';
import { clusterInput } from './test-cluster-input.ts';
import { rowOf, stacksOf, trustsOf, useSubmissions } from './test-submissions.ts';

useTestDatabase();
// Real stacks on a machine that may be busy with others.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });
const create = useSubmissions();

let alice: Scope, carol: Scope;
let templateId: string;

beforeAll(async () => {
  [alice, carol] = await Promise.all([signInForTest('alice'), signInForTest('carol')]);
  templateId = (await createClusterTemplate(alice, (await makeTemplateInput(alice)).input)).id;
});

const input = () => clusterInput({ templateId });

/** The real clients with one call whose answer gets lost after the cloud has acted, or that never arrives. */
function losing(scope: Scope, lost: { heat?: keyof HeatClient; keystone?: keyof KeystoneClient; acts: boolean }): Scope {
  const lose = <C extends object>(client: C, call: keyof C | undefined): C =>
    call === undefined
      ? client
      : {
          ...client,
          [call]: async (...parameters: unknown[]) => {
            if (lost.acts) await (client[call] as (...given: unknown[]) => Promise<unknown>)(...parameters);
            throw new PortalError({ code: 'UNREACHABLE', userMessage: 'The cloud does not answer.' });
          },
        };
  return { ...scope, heat: lose(scope.heat, lost.heat), keystone: lose(scope.keystone, lost.keystone) };
}

describe('continuing a cluster', () => {
  it('takes over the stack that Heat made although its answer was lost, when the same form is sent again', async () => {
    const given = input();
    const { clusterId, submitted } = await create(losing(alice, { heat: 'createStack', acts: true }), given);
    expect(submitted).toBe(false);
    expect(await getCluster(alice, clusterId)).toMatchObject({ needsContinue: true, statusReason: 'The cloud does not answer.' });

    expect(await create(alice, given)).toEqual({ clusterId, name: given.name, submitted: true });
    const stacks = await stacksOf(alice, clusterId);
    expect(stacks.map((stack) => stack.id)).toEqual([(await rowOf(clusterId)).stackId]);
    expect((await getCluster(alice, clusterId)).needsContinue).toBe(false);
  });

  it('finds the trust that was made although its answer was lost, instead of lending twice', async () => {
    const { clusterId } = await create(losing(alice, { keystone: 'createTrust', acts: true }), input());
    expect((await rowOf(clusterId)).trustId).toBeNull();
    await continueCluster(alice, { clusterId });
    const row = await rowOf(clusterId);
    expect((await trustsOf(alice, row.trustMarker)).map((trust) => trust.id)).toEqual([row.trustId]);
    expect(row.stackId).not.toBeNull();
  });

  it('works for another member of the project', async () => {
    const first = await create(losing(alice, { heat: 'createStack', acts: false }), input());
    await continueCluster(carol, { clusterId: first.clusterId });
    expect((await rowOf(first.clusterId)).stackId).not.toBeNull();
  });

  it('is refused while a request is at work on it, and so is deleting it', async () => {
    const { clusterId } = await create(losing(alice, { heat: 'createStack', acts: false }), input());
    await db().cluster.update({ where: { id: clusterId }, data: { submittingUntil: new Date(Date.now() + 15_000) } });
    expect((await refusal(continueCluster(alice, { clusterId }))).code).toBe('INVALID_STATE');
    expect((await refusal(deleteCluster(alice, { clusterId }))).code).toBe('INVALID_STATE');
    expect((await rowOf(clusterId)).status).toBe('CREATE_IN_PROGRESS');
  });
});

describe('trying a failed create again', () => {
  it('deletes the failed stack and makes another under the next name with the same values', async () => {
    const { clusterId } = await create(alice, input());
    const before = await rowOf(clusterId);
    await db().cluster.update({ where: { id: clusterId }, data: { status: 'CREATE_FAILED', statusReason: 'it failed', failure: {} } });
    await retryCluster(alice, { clusterId });
    const after = await rowOf(clusterId);
    expect(after).toMatchObject({ status: 'CREATE_IN_PROGRESS', statusReason: null, stackName: `${before.stackName}-2`, parameters: before.parameters });
    expect(after.stackId).not.toBe(before.stackId);
    expect(after.sealedParameters).toBe(before.sealedParameters);
    const stacks = await stacksOf(alice, clusterId);
    expect(stacks.filter((stack) => !stack.status.startsWith('DELETE_')).map((stack) => stack.id)).toEqual([after.stackId]);
    expect((await refusal(retryCluster(alice, { clusterId }))).code).toBe('INVALID_STATE');
  });
});
