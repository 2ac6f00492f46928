import { describe, expect, it } from 'vitest';
import { computePhases, type PhaseResource, type PhaseSpec } from './phases.ts';

const specs: PhaseSpec[] = [
  { id: 'network', title: 'Network', resources: ['private_*'] },
  { id: 'scripts', title: 'Scripts', resources: ['OS::Heat::SoftwareConfig'] },
  { id: 'servers', title: 'Servers', resources: ['kube_masters/*/node'] },
  { id: 'masters', title: 'Masters', resources: ['kube_masters/*/wait', 'kube_masters/*', 'kube_masters'] },
];
const context = { clusterStatus: 'CREATE_IN_PROGRESS', expectedMembers: { kube_masters: 3 }, usualMs: { network: 5000 } };
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const resource = (path: string, status: string, given: Partial<PhaseResource> = {}): PhaseResource => ({
  path,
  type: 'OS::Nova::Server',
  status,
  removed: false,
  startedAt: at(1),
  changedAt: at(9),
  ...given,
});

describe('computePhases', () => {
  it('counts machines, not resources, in a phase of one group, and knows how many there will be', () => {
    const phases = computePhases(
      specs,
      [
        resource('private_network', 'CREATE_COMPLETE', { startedAt: at(0), changedAt: at(4) }),
        resource('kube_masters', 'CREATE_IN_PROGRESS'),
        resource('kube_masters/0', 'CREATE_IN_PROGRESS'),
        resource('kube_masters/0/node', 'CREATE_COMPLETE'),
        resource('kube_masters/0/wait', 'CREATE_IN_PROGRESS'),
      ],
      context,
    );
    expect(phases.map(({ id, state, done, total }) => [id, state, done, total])).toEqual([
      ['network', 'done', 1, 1],
      ['scripts', 'waiting', 0, 0],
      ['servers', 'working', 1, 3],
      ['masters', 'working', 0, 3],
    ]);
    expect(phases[0]).toMatchObject({ startedAt: at(0), endedAt: at(4), usualMs: 5000 });
    expect(phases[3]).toMatchObject({ endedAt: null, usualMs: null });
  });

  it('marks the phase of a failed resource, and only that', () => {
    const phases = computePhases(specs, [resource('private_network', 'CREATE_COMPLETE'), resource('kube_masters/1/node', 'CREATE_FAILED')], context);
    expect(phases.map(({ state }) => state)).toEqual(['done', 'waiting', 'failed', 'waiting']);
  });

  it('is done everywhere once the cluster is, also where a phase has nothing to do', () => {
    const phases = computePhases(specs, [resource('private_network', 'CREATE_COMPLETE')], { ...context, clusterStatus: 'CREATE_COMPLETE' });
    expect(phases.every(({ state }) => state === 'done')).toBe(true);
  });

  it('has no phase of members where there will be none', () => {
    const phases = computePhases(specs, [resource('kube_masters', 'CREATE_COMPLETE')], { ...context, expectedMembers: { kube_masters: 0 } });
    expect(phases.map(({ id }) => id)).toEqual(['network', 'scripts']);
  });

  it('gives a resource to the first phase that names it, by path or by type', () => {
    const phases = computePhases(
      specs,
      [resource('kube_masters/0/script', 'CREATE_COMPLETE', { type: 'OS::Heat::SoftwareConfig' }), resource('kube_masters/0/node', 'INIT_COMPLETE')],
      context,
    );
    expect(phases[1]).toMatchObject({ state: 'done', done: 1, total: 1 });
    expect(phases[2]).toMatchObject({ state: 'waiting', done: 0, total: 3 });
  });

  it('tells what goes, in the order it goes, when the cluster is deleted', () => {
    const phases = computePhases(
      specs,
      [
        resource('kube_minions/0', 'DELETE_COMPLETE', { removed: true }),
        resource('kube_minions', 'DELETE_COMPLETE', { removed: true }),
        resource('kube_masters', 'DELETE_IN_PROGRESS'),
        resource('private_network', 'CREATE_COMPLETE'),
      ],
      { ...context, clusterStatus: 'DELETE_IN_PROGRESS' },
    );
    expect(phases.map(({ state }) => state)).toEqual(['done', 'working', 'waiting']);
  });
});
