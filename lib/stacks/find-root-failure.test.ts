import { describe, expect, it } from 'vitest';
import { findRootFailure, type FailureEvent } from './find-root-failure.ts';

let second = 0;
const event = (path: string, status: string, reason: string): FailureEvent => ({
  path,
  resourceName: path.split('/').at(-1) ?? '',
  resourceType: 'OS::Nova::Server',
  status,
  reason,
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, second++)).toISOString(),
});

describe('findRootFailure', () => {
  it('takes the deepest failed resource, not the groups and stacks around it', () => {
    const found = findRootFailure(
      [
        event('', 'CREATE_IN_PROGRESS', 'Stack CREATE started'),
        event('kube_masters/0/node', 'CREATE_FAILED', 'ResourceInError: resources.node: Went to status ERROR'),
        event('kube_masters/0', 'CREATE_FAILED', 'Resource CREATE failed: …'),
        event('kube_masters', 'CREATE_FAILED', 'ResourceInError: resources[0].resources.node: …'),
        event('', 'CREATE_FAILED', 'Resource CREATE failed: …'),
      ],
      [],
    );
    expect(found?.path).toBe('kube_masters/0/node');
  });

  it("has the resource's own words where Heat has cut the event's", () => {
    const whole = `WaitConditionFailure: resources.wait: [2/9] a: failed with code 1\n${'log '.repeat(100)}`;
    const found = findRootFailure(
      [event('kube_masters/0/wait', 'CREATE_FAILED', whole.slice(0, 255))],
      [{ path: 'kube_masters/0/wait', name: 'wait', type: 'OS::Heat::WaitCondition', status: 'CREATE_FAILED', reason: whole, changedAt: '2026-01-01T00:01:00.000Z' }],
    );
    expect(found?.reason).toBe(whole);
  });

  it('passes over what failed once and was made at the second try', () => {
    const failed = { path: 'kube_masters/1/node', name: 'node', type: 'OS::Nova::Server', status: 'CREATE_FAILED', reason: 'no port', changedAt: '2026-01-01T00:01:00.000Z' };
    const found = findRootFailure(
      [event('kube_minions/0/node', 'CREATE_FAILED', 'Went to status ERROR'), event('kube_masters/1/node', 'CREATE_FAILED', 'no port')],
      [failed, { ...failed, path: 'kube_minions/0/node', status: 'CREATE_COMPLETE', reason: null }],
    );
    expect(found?.path).toBe('kube_masters/1/node');
  });

  it('takes the first in time of several', () => {
    const found = findRootFailure(
      [event('b', 'CREATE_FAILED', 'Conflict: one'), event('a', 'CREATE_FAILED', 'Conflict: two')],
      [],
    );
    expect(found?.path).toBe('b');
  });

  it('passes over what Heat called off because of a neighbour, unless nothing else failed', () => {
    const calledOff = event('a', 'CREATE_FAILED', 'CREATE aborted (user triggered cancel)');
    expect(findRootFailure([calledOff, event('b', 'CREATE_FAILED', 'Conflict: in use')], [])?.path).toBe('b');
    expect(findRootFailure([calledOff], [])?.path).toBe('a');
  });

  it('forgets failures of an earlier action', () => {
    const events = [event('a', 'CREATE_FAILED', 'Conflict'), event('', 'DELETE_IN_PROGRESS', 'Stack DELETE started'), event('n', 'DELETE_FAILED', 'Conflict: port in use')];
    expect(findRootFailure(events, [])?.path).toBe('n');
  });

  it('finds a failure that only the resource itself still shows', () => {
    const resource = { path: 'kube_minions/3/node', name: 'node', type: 'OS::Nova::Server', status: 'CREATE_FAILED', reason: 'x', changedAt: '2026-01-01T00:00:00.000Z' };
    expect(findRootFailure([], [resource])).toMatchObject({ path: 'kube_minions/3/node', reason: 'x' });
    expect(findRootFailure([], [])).toBeNull();
  });
});
