import { describe, expect, it } from 'vitest';
import type { HeatEvent, HeatResource } from '#lib/openstack/heat/types.ts';
import { planStackWrites, tellsOfUnknown } from './plan-stack-writes.ts';
import type { KnownResource } from './stack-memory.ts';
import { pathFromStackName, placeResources } from './stack-paths.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const resource = (stackId: string, name: string, given: Partial<HeatResource> = {}): HeatResource => ({
  name,
  type: 'OS::Heat::RandomString',
  physicalResourceId: null,
  status: 'CREATE_COMPLETE',
  reason: 'state changed',
  updatedAt: at(0),
  requiredBy: [],
  stackId,
  stackName: stackId,
  parentResource: null,
  ...given,
});
const listed = [
  resource('root', 'masters', { type: 'OS::Heat::ResourceGroup', physicalResourceId: 'group' }),
  resource('root', 'net', { physicalResourceId: 'net-1', requiredBy: ['masters'] }),
  resource('group', '0', { type: 'file:///somewhere/deep/master.yaml', physicalResourceId: 'm0' }),
  resource('m0', 'node', { physicalResourceId: 'server-1', status: 'CREATE_IN_PROGRESS' }),
];
const event = (id: string, stackId: string, resourceName: string, status: string, second: number, given: Partial<HeatEvent> = {}): HeatEvent => ({
  id,
  at: at(second),
  stackName: stackId,
  stackId,
  resourceName,
  physicalResourceId: null,
  status,
  reason: '',
  ...given,
});
const emptyMemory = () => ({ stackId: 'root', resources: new Map<string, KnownResource>(), paths: new Map([['root', '']]), eventIds: new Set<string>() });

describe('placeResources', () => {
  it('follows nested stacks from the root down, whatever the order of the list', () => {
    expect(placeResources('root', listed.toReversed()).map(({ path }) => path).sort()).toEqual(['masters', 'masters/0', 'masters/0/node', 'net']);
  });
});

describe('pathFromStackName', () => {
  it('reads the place of a stack that is gone from its name', () => {
    expect(pathFromStackName('prod-1a2b3c4d-kube_masters-shiyokaik2vp-0-zphzuua2rlix', 'prod-1a2b3c4d')).toBe('kube_masters/0');
    expect(pathFromStackName('prod-1a2b3c4d', 'prod-1a2b3c4d')).toBe('');
  });
});

describe('planStackWrites', () => {
  it('writes a list whole the first time, and nothing when it is seen again', () => {
    const memory = emptyMemory();
    const first = planStackWrites(memory, 'root', { events: [], resources: listed });
    expect(first.resources.find(({ path }) => path === 'masters')).toMatchObject({ requires: ['net'] });
    expect(first.resources.find(({ path }) => path === 'masters/0')).toMatchObject({ parentPath: 'masters', type: 'master.yaml' });
    for (const one of first.resources) memory.resources.set(one.path, one);
    expect(planStackWrites(memory, 'root', { events: [], resources: listed }).resources).toEqual([]);
  });

  it('learns of changes from events alone, once each', () => {
    const memory = emptyMemory();
    for (const one of planStackWrites(memory, 'root', { events: [], resources: listed }).resources) memory.resources.set(one.path, one);
    const events = [event('e1', 'm0', 'node', 'CREATE_COMPLETE', 7, { physicalResourceId: 'server-1' })];
    const { events: fresh, resources } = planStackWrites(memory, 'root', { events, resources: null });
    expect(fresh).toMatchObject([{ path: 'masters/0/node', type: 'OS::Heat::RandomString' }]);
    expect(resources).toMatchObject([{ path: 'masters/0/node', status: 'CREATE_COMPLETE', changedAt: at(7) }]);
    memory.eventIds.add('e1');
    expect(planStackWrites(memory, 'root', { events, resources: null })).toEqual({ events: [], resources: [] });
  });

  it('keeps a signal out of the state of its resource', () => {
    const memory = emptyMemory();
    for (const one of planStackWrites(memory, 'root', { events: [], resources: listed }).resources) memory.resources.set(one.path, one);
    expect(planStackWrites(memory, 'root', { events: [event('s', 'm0', 'node', 'SIGNAL_COMPLETE', 8)], resources: null }).resources).toEqual([]);
  });

  it("puts a stack's own event at the resource that the stack is, without changing that resource", () => {
    const memory = emptyMemory();
    for (const one of planStackWrites(memory, 'root', { events: [], resources: listed }).resources) memory.resources.set(one.path, one);
    const own = event('o', 'm0', 'm0', 'CREATE_FAILED', 9, { physicalResourceId: 'm0' });
    const writes = planStackWrites(memory, 'root', { events: [own], resources: null });
    expect(writes.events).toMatchObject([{ path: 'masters/0', type: 'OS::Heat::Stack' }]);
    expect(writes.resources).toEqual([]);
  });

  it('marks what a list no longer has as removed', () => {
    const memory = emptyMemory();
    for (const one of planStackWrites(memory, 'root', { events: [], resources: listed }).resources) memory.resources.set(one.path, one);
    const { resources } = planStackWrites(memory, 'root', { events: [], resources: listed.slice(0, 2) });
    expect(resources.map(({ path, removed }) => [path, removed])).toEqual([['masters/0', true], ['masters/0/node', true]]);
  });

  it('knows when an event tells of a resource that no list has shown', () => {
    const memory = emptyMemory();
    expect(tellsOfUnknown(memory, 'root', [event('e', 'root', 'net', 'CREATE_IN_PROGRESS', 1)])).toBe(true);
    expect(tellsOfUnknown(memory, 'root', [event('e', 'root', 'root', 'CREATE_IN_PROGRESS', 1, { physicalResourceId: 'root' })])).toBe(false);
  });
});
