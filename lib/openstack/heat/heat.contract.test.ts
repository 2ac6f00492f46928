import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../expect-failure.ts';
import type { Scope } from '../scope.ts';
import { signInForTest, uniqueName } from '../test-sign-in.ts';
import type { HeatBundle, Stack } from './types.ts';

/** A root with two nested stacks, one waiting for a signal that never comes. */
const waiting: HeatBundle = {
  template: `
heat_template_version: 2018-08-31
parameters:
  length: {type: number}
resources:
  word:
    type: OS::Heat::RandomString
    properties: {length: {get_param: length}}
  group:
    type: OS::Heat::ResourceGroup
    properties:
      count: 2
      resource_def: {type: member.yaml}
  handle: {type: OS::Heat::WaitConditionHandle}
  wait:
    type: OS::Heat::WaitCondition
    depends_on: [group, word]
    properties: {handle: {get_resource: handle}, timeout: 600}
outputs:
  word: {value: {get_attr: [word, value]}}
`,
  files: {
    'member.yaml': `
heat_template_version: 2018-08-31
resources:
  inner: {type: OS::Heat::RandomString}
`,
  },
  environment: {},
  parameters: { length: 12 },
};

/** The same without what keeps it from coming to its end. */
const withoutWait = waiting.template.replace(/  handle: [^]*?(?=outputs:)/, '');

const simple: HeatBundle = {
  template: 'heat_template_version: 2018-08-31\nresources: {word: {type: "OS::Heat::RandomString"}}\noutputs: {word: {value: {get_attr: [word, value]}}}',
  files: {},
  environment: {},
  parameters: {},
};

describe('Heat', () => {
  let alice: Scope;
  let bob: Scope;
  const made: { name: string; id: string }[] = [];

  async function create(bundle: HeatBundle, tags: string[]): Promise<{ name: string; id: string }> {
    const name = uniqueName('contract');
    const ref = { name, ...(await alice.heat.createStack({ ...bundle, name, tags, timeoutMin: 10 })) };
    made.push(ref);
    return ref;
  }

  /** Heat works in its own time: asked again until it is so, under the test's own limit. */
  async function until(ref: { name: string; id: string }, so: (stack: Stack | null) => boolean): Promise<Stack | null> {
    for (;;) {
      const stack = await alice.heat.findStack(ref, { outputs: false });
      if (so(stack)) return stack;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  beforeAll(async () => {
    [alice, bob] = await Promise.all([signInForTest('alice'), signInForTest('bob', 'demo2')]);
  });

  afterAll(async () => {
    for (const ref of made) await alice.heat.deleteStack(ref);
  });

  it('creates, shows by name and by id, finds by tag, updates and deletes a stack', async () => {
    const tag = uniqueName('tag');
    const ref = await create(simple, [tag, 'other']);
    const complete = await until(ref, (stack) => stack?.status === 'CREATE_COMPLETE');
    expect(complete).toMatchObject({ id: ref.id, name: ref.name, tags: [tag, 'other'], outputs: {}, timeoutMin: 10, updatedAt: null });
    expect(Math.abs((complete?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);

    const byName = await alice.heat.getStack({ name: ref.name });
    expect(byName.id).toBe(ref.id);
    expect(String(byName.outputs.word)).toHaveLength(32);

    const tagged = await alice.heat.listStacksByTag(tag);
    expect(tagged.map((stack) => stack.id)).toEqual([ref.id]);
    expect(tagged[0]?.tags).toEqual([tag, 'other']);

    const changed = simple.template.replace('outputs:', 'description: changed\noutputs:');
    await alice.heat.updateStack({ ...simple, template: changed, ...ref, tags: [tag], timeoutMin: 20 });
    const updated = await until(ref, (stack) => stack?.status === 'UPDATE_COMPLETE');
    expect(updated).toMatchObject({ id: ref.id, tags: [tag], timeoutMin: 20 });

    await alice.heat.deleteStack(ref);
    const gone = await until(ref, (stack) => stack?.status === 'DELETE_COMPLETE');
    expect(gone?.id).toBe(ref.id);
    expect(await alice.heat.findStack({ name: ref.name })).toBeNull();
    expect((await failureOf(alice.heat.getStack({ name: ref.name }))).code).toBe('NOT_FOUND');
    await alice.heat.deleteStack(ref);
    await alice.heat.deleteStack({ name: uniqueName('never'), id: '00000000-0000-0000-0000-000000000000' });
  });

  it('gives events and resources of all nested stacks, oldest first, and only the new ones when asked', async () => {
    const before = new Date(Date.now() - 2_000);
    const ref = await create(waiting, ['contract']);
    for (;;) {
      const waits = (await alice.heat.listEvents(ref)).some((event) => event.resourceName === 'wait');
      if (waits) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }

    const events = await alice.heat.listEvents(ref);
    expect(events[0]).toMatchObject({ stackId: ref.id, stackName: ref.name, resourceName: ref.name, physicalResourceId: ref.id, status: 'CREATE_IN_PROGRESS' });
    expect(events.map((event) => event.at.getTime())).toEqual(events.map((event) => event.at.getTime()).toSorted((a, b) => a - b));
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(events.filter((event) => event.resourceName === 'inner' && event.status === 'CREATE_COMPLETE')).toHaveLength(2);
    expect(new Set(events.map((event) => event.stackId)).size).toBe(4);

    const middle = events[5];
    const after = await alice.heat.listEvents(ref, { after: middle?.id ?? '' });
    expect(after.map((event) => event.id)).toEqual(events.slice(6).map((event) => event.id));
    expect(await alice.heat.listEvents(ref, { after: events.at(-1)?.id ?? '' })).toEqual([]);

    const since = await alice.heat.listEvents(ref, { since: before });
    expect(since.map((event) => event.id)).toEqual(events.map((event) => event.id));
    const last = events.at(-1)?.at ?? new Date();
    const recent = await alice.heat.listEvents(ref, { since: last });
    expect(recent.map((event) => event.id)).toEqual(events.filter((event) => event.at >= last).map((event) => event.id));
    expect(await alice.heat.listEvents(ref, { since: new Date(Date.now() + 3_600_000) })).toEqual([]);

    const resources = await alice.heat.listResources(ref);
    expect(resources.map((resource) => resource.name).toSorted()).toEqual(['0', '1', 'group', 'handle', 'inner', 'inner', 'wait', 'word']);
    const group = resources.find((resource) => resource.name === 'group');
    expect(group).toMatchObject({ type: 'OS::Heat::ResourceGroup', status: 'CREATE_COMPLETE', stackId: ref.id, parentResource: null, requiredBy: ['wait'] });
    const members = resources.filter((resource) => resource.stackId === group?.physicalResourceId);
    expect(members.map((member) => [member.name, member.type, member.parentResource])).toEqual(
      expect.arrayContaining([['0', 'member.yaml', 'group'], ['1', 'member.yaml', 'group']]),
    );
    for (const inner of resources.filter((resource) => resource.name === 'inner')) {
      expect(members.map((member) => member.physicalResourceId)).toContain(inner.stackId);
    }
    await alice.heat.deleteStack(ref);
  });

  it("shows nothing of one project's stack to another project, and lets it change nothing", async () => {
    const tag = uniqueName('tag');
    const ref = await create(simple, [tag]);
    expect(await bob.heat.findStack(ref)).toBeNull();
    expect(await bob.heat.findStack({ name: ref.name })).toBeNull();
    expect(await bob.heat.listStacksByTag(tag)).toEqual([]);
    expect((await failureOf(bob.heat.listEvents(ref))).code).toBe('NOT_FOUND');
    expect((await failureOf(bob.heat.listResources(ref))).code).toBe('NOT_FOUND');
    expect((await failureOf(bob.heat.updateStack({ ...simple, ...ref, tags: [], timeoutMin: 5 }))).code).toBe('NOT_FOUND');
    await bob.heat.deleteStack(ref);
    const stack = await until(ref, (one) => one?.status !== 'CREATE_IN_PROGRESS');
    expect(stack?.status).toBe('CREATE_COMPLETE');
  });

  it('tells what an update would do, in nested stacks too, and does nothing', async () => {
    const settled = await create({ ...waiting, template: withoutWait }, ['contract']);
    const before = await until(settled, (stack) => stack?.status === 'CREATE_COMPLETE');
    const same = await alice.heat.previewUpdate({ ...waiting, template: withoutWait, ...settled, tags: ['contract'], timeoutMin: 10 });
    // Of what holds a nested stack Heat always says that it is updated; what is in it tells more.
    const framed = (type: string) => type === 'OS::Heat::ResourceGroup' || type.endsWith('.yaml');
    expect(same.filter(({ resourceType }) => !framed(resourceType)).map(({ kind, resourceName }) => [resourceName, kind]).sort()).toEqual([['inner', 'unchanged'], ['inner', 'unchanged'], ['word', 'unchanged']]);

    const longer = { ...waiting.files, 'member.yaml': (waiting.files['member.yaml'] ?? '').replace('OS::Heat::RandomString}', 'OS::Heat::RandomString, properties: {length: 40}}') };
    expect(longer).not.toEqual(waiting.files);
    const more = withoutWait.replace('resources:', 'resources:\n  more: {type: "OS::Heat::RandomString"}');
    const changes = await alice.heat.previewUpdate({ ...waiting, template: more, files: longer, ...settled, tags: ['contract'], timeoutMin: 10 });
    expect(changes).toContainEqual({ kind: 'added', resourceName: 'more', resourceType: 'OS::Heat::RandomString', stackName: settled.name });
    expect(changes.filter(({ kind, resourceType }) => kind === 'replaced' && resourceType === 'OS::Heat::RandomString')).toHaveLength(2);
    expect((await alice.heat.getStack(settled)).updatedAt).toEqual(before?.updatedAt);
  });

  it('says CONFLICT when the name is taken', async () => {
    const ref = await create(simple, []);
    const error = await failureOf(alice.heat.createStack({ ...simple, name: ref.name, tags: [], timeoutMin: 5 }));
    expect(error.code).toBe('CONFLICT');
    expect(error.requestId).toMatch(/^req-/);
  });

  it.each([
    ['flavor', 'm9', '{flavor: m9, image: debian-12, networks: [{network: public}]}'],
    ['image', 'no-such', '{flavor: m1.small, image: no-such, networks: [{network: public}]}'],
    ['keypair', 'no-such', '{flavor: m1.small, image: debian-12, key_name: no-such, networks: [{network: public}]}'],
    ['network', 'no-such', '{flavor: m1.small, image: debian-12, networks: [{network: no-such}]}'],
  ])('names the %s that does not exist', async (entity, name, properties) => {
    const template = `heat_template_version: 2018-08-31\nresources: {s: {type: "OS::Nova::Server", properties: ${properties}}}`;
    const error = await failureOf(alice.heat.createStack({ ...simple, template, name: uniqueName('contract'), tags: [], timeoutMin: 5 }));
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.userMessage).toBe(`The ${entity} "${name}" does not exist in this cloud, or this project may not use it. Choose another one.`);
  });

  it('validates a template, and says what is wrong with a bad one', async () => {
    await alice.heat.validateTemplate(waiting);
    const unknown = await failureOf(alice.heat.validateTemplate({ ...simple, template: simple.template.replace('RandomString', 'NoSuch') }));
    expect(unknown.userMessage).toBe('Heat does not accept the template: The Resource Type (OS::Heat::NoSuch) could not be found.');
    const missing = { ...waiting, files: {}, name: uniqueName('contract'), tags: [], timeoutMin: 5 };
    expect((await failureOf(alice.heat.createStack(missing))).code).toBe('INVALID_INPUT');
    const valueless = await failureOf(alice.heat.createStack({ ...waiting, parameters: {}, name: uniqueName('contract'), tags: [], timeoutMin: 5 }));
    expect(valueless.userMessage).toBe('Heat wants a value for "length", and the cluster gives none.');
  });
});
