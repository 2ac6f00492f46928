import { describe, expect, it } from 'vitest';
import type { ClusterView } from '#lib/clusters/view.ts';
import type { LiveChange, NodeBootView, StackEventView, StackResourceView } from '#lib/stacks/view.ts';
import { applyLiveChange, stateFromSnapshot } from './live-state.ts';

const cluster = { id: 'c', name: 'one', actionStartedAt: '2026-01-01T00:00:00.000Z' } as ClusterView;

function event(seq: number): StackEventView {
  return {
    id: `event-${seq}`,
    seq,
    revision: seq,
    path: 'private_network',
    resourceName: 'private_network',
    resourceType: 'OS::Neutron::Net',
    physicalResourceId: null,
    status: 'CREATE_IN_PROGRESS',
    reason: null,
    at: '2026-01-01T00:00:00.000Z',
  };
}

function resource(path: string, status: string, revision: number): StackResourceView {
  return {
    path,
    parentPath: path.split('/').slice(0, -1).join('/'),
    name: path.split('/').at(-1) ?? '',
    type: 'OS::Neutron::Net',
    physicalResourceId: null,
    status,
    reason: null,
    requires: [],
    changedAt: '2026-01-01T00:00:00.000Z',
    revision,
    removed: false,
  };
}

function boot(path: string, steps: number): NodeBootView {
  const step = { name: 'a', title: 'A', state: 'done', seconds: 1, startedAt: null, note: null, sentence: null, log: null } as const;
  return { path, total: 9, steps: Array.from({ length: steps }, (_, index) => ({ ...step, number: index + 1 })) };
}

function change(revision: number, part: Partial<Extract<LiveChange, { kind: 'change' }>>): LiveChange {
  return { kind: 'change', revision, cluster, events: [], resources: [], phases: [], boots: [], ...part };
}

const start = stateFromSnapshot({
  cluster,
  events: [event(1), event(2)],
  resources: [resource('private_network', 'CREATE_IN_PROGRESS', 2), resource('extrouter', 'INIT_COMPLETE', 1)],
  phases: [],
  boots: [boot('kube_masters/0', 1), boot('kube_minions/0', 1)],
  revision: 2,
});

describe('applyLiveChange', () => {
  it('replaces changed resources and keeps the others as the same objects', () => {
    const after = applyLiveChange(start, change(3, { resources: [resource('private_network', 'CREATE_COMPLETE', 3)] }));
    expect(after.resources.get('private_network')?.status).toBe('CREATE_COMPLETE');
    expect(after.resources.get('extrouter')).toBe(start.resources.get('extrouter'));
    expect(start.resources.get('private_network')?.status).toBe('CREATE_IN_PROGRESS');
    expect(after.touched).toEqual(['private_network']);
  });

  it('leaves out a change that is not newer, so that a repeated frame does no harm', () => {
    const repeated = change(2, { resources: [resource('extrouter', 'CREATE_FAILED', 2)] });
    expect(applyLiveChange(start, repeated)).toBe(start);
  });

  it('keeps each event once and in order when a resumed line sends some again', () => {
    const after = applyLiveChange(start, change(4, { events: [event(4), event(2), event(3)] }));
    expect(after.events.map((each) => each.seq)).toEqual([1, 2, 3, 4]);
  });

  it('takes the set-up of the nodes that told something new and keeps that of the others', () => {
    const after = applyLiveChange(start, change(3, { boots: [boot('kube_masters/0', 2)] }));
    expect(after.boots.get('kube_masters/0')?.steps).toHaveLength(2);
    expect(after.boots.get('kube_minions/0')).toBe(start.boots.get('kube_minions/0'));
  });

  it('forgets the set-up of an earlier attempt once another begins', () => {
    const again = { ...cluster, actionStartedAt: '2026-01-01T00:10:00.000Z' };
    expect(applyLiveChange(start, change(3, { cluster: again, boots: [] })).boots.size).toBe(0);
  });

  it('keeps what was shown when the cluster is gone', () => {
    const after = applyLiveChange(start, { kind: 'gone' });
    expect(after.gone).toBe(true);
    expect(after.events).toBe(start.events);
  });
});
