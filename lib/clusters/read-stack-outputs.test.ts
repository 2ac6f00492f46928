import { describe, expect, it } from 'vitest';
import { readStackOutputs, usualOutputs } from './read-stack-outputs.ts';
import { toClusterStatus } from './to-cluster-status.ts';

describe('readStackOutputs', () => {
  it('takes lists and maps of addresses, without the gaps', () => {
    const outputs = { api_address: '192.0.2.9', kube_masters: ['192.0.2.1', null, ''], kube_minions: { 0: '192.0.2.2', 4: '192.0.2.3' } };
    expect(readStackOutputs(outputs, usualOutputs)).toEqual({
      apiAddress: '192.0.2.9',
      masterAddresses: ['192.0.2.1'],
      nodeAddresses: ['192.0.2.2', '192.0.2.3'],
    });
  });

  it('leaves a field alone whose output is missing', () => {
    expect(readStackOutputs({ kube_masters: null }, usualOutputs)).toEqual({});
  });
});

describe('toClusterStatus', () => {
  it.each([
    ['CREATE_COMPLETE', 'CREATE_IN_PROGRESS', 'CREATE_COMPLETE'],
    ['CHECK_COMPLETE', 'CREATE_COMPLETE', 'CREATE_COMPLETE'],
    ['CHECK_FAILED', 'CREATE_COMPLETE', 'UPDATE_FAILED'],
    ['SUSPEND_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_IN_PROGRESS'],
    ['ROLLBACK_FAILED', 'UPDATE_IN_PROGRESS', 'UPDATE_FAILED'],
    ['DELETE_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_IN_PROGRESS'],
    ['DELETE_FAILED', 'UPDATE_IN_PROGRESS', 'DELETE_FAILED'],
  ] as const)('a stack in %s makes a cluster in %s one in %s', (stack, before, after) => {
    expect(toClusterStatus(stack, before)).toBe(after);
  });
});
