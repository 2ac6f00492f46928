import { describe, expect, it } from 'vitest';
import type { ClusterView } from '#lib/clusters/view.ts';
import type { LiveChange, StackEventView, StackResourceView } from '#lib/stacks/view.ts';
import { applyLiveChange, stateFromSnapshot } from './live-state.ts';

const cluster = { id: 'c', name: 'one' } as ClusterView;

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

function change(revision: number, part: Partial<Extract<LiveChange, { kind: 'change' }>>): LiveChange {
  return { kind: 'change', revision, cluster, events: [], resources: [], phases: [], ...part };
}

const start = stateFromSnapshot({
  cluster,
  events: [event(1), event(2)],
  resources: [resource('private_network', 'CREATE_IN_PROGRESS', 2), resource('extrouter', 'INIT_COMPLETE', 1)],
  phases: [],
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

  it('keeps what was shown when the cluster is gone', () => {
    const after = applyLiveChange(start, { kind: 'gone' });
    expect(after.gone).toBe(true);
    expect(after.events).toBe(start.events);
  });
});
