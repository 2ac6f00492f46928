import { describe, expect, it } from 'vitest';
import type { ClusterView } from '#lib/clusters/view.ts';
import type { StackEventView, StackResourceView } from '#lib/stacks/view.ts';
import { findTrouble } from './find-trouble.ts';

const at = '2026-01-01T00:00:00.000Z';
const cluster = { id: 'c', stackId: 's', status: 'CREATE_IN_PROGRESS' } as ClusterView;
const balancer = 'ResourceInError: resources.api_lb: Went to status ERROR due to "Unknown"';
const step = 'WaitConditionFailure: resources.master_wait_condition: [6/17] own: failed with code 1';

const event = (path: string, status: string, reason: string | null = null): StackEventView => ({
  id: `${path} ${status}`, seq: 1, revision: 1, path, resourceName: path, resourceType: null, physicalResourceId: null, status, reason, at,
});
const resource = (path: string, type: string, status: string, reason: string | null = null): [string, StackResourceView] => [
  path,
  { path, parentPath: '', name: path, type, physicalResourceId: null, status, reason, requires: [], changedAt: at, revision: 1, removed: false },
];

function find(events: StackEventView[], resources: [string, StackResourceView][], status: ClusterView['status'] = 'CREATE_IN_PROGRESS') {
  const boots = new Map([['kube_masters/0', { path: 'kube_masters/0', total: 17, steps: [{ name: 'own', title: 'Settings' }] }]]) as unknown as Parameters<typeof findTrouble>[0]['boots'];
  return findTrouble({ cluster: { ...cluster, status }, events: [event('', 'CREATE_IN_PROGRESS'), ...events], resources: new Map(resources), boots });
}

describe('findTrouble', () => {
  it('tells of what Heat tries again', () => {
    const failed = [event('api_lb', 'CREATE_FAILED', balancer)];
    expect(find(failed, [resource('api_lb', 'OS::Octavia::LoadBalancer', 'CREATE_IN_PROGRESS')])).toMatchObject({
      path: 'api_lb',
      triedAgain: true,
      reason: expect.stringMatching(/^The load balancer could not be made/) as string,
    });
    expect(find(failed, [resource('api_lb', 'OS::Octavia::LoadBalancer', 'CREATE_COMPLETE')])).toBeNull();
  });

  it("says why a node failed before its stack has, in the driver's words", () => {
    const path = 'kube_masters/0/master_wait_condition';
    expect(find([], [resource(path, 'OS::Heat::WaitCondition', 'CREATE_FAILED', step)])).toMatchObject({
      reason: 'Master 0: “Settings” (step 6 of 17) failed with code 1.',
      triedAgain: false,
    });
  });

  it('leaves a creation that has ended to the notice of its own', () => {
    const failed = [resource('api_lb', 'OS::Octavia::LoadBalancer', 'CREATE_FAILED', balancer)];
    expect(find([], failed, 'CREATE_FAILED')).toBeNull();
    expect(find([], failed, 'UPDATE_COMPLETE')).toBeNull();
  });
});
