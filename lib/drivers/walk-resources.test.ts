import { expect, test } from 'vitest';
import { checkDriver } from './check-driver.ts';
import { changedFile, testDriver } from './test-driver.ts';
import { walkResources } from './walk-resources.ts';

const main = (from: string, to: string) => changedFile('templates/main.yaml', from, to);

/** A nested template that reads `p` in a condition, with what it is given. */
function nested(given: string, parameter: string, more = '', type = 'json'): Record<string, string> {
  return {
    ...main('  ca_key: {type: string, hidden: true}\nresources:', `  ca_key: {type: string, hidden: true}\n${parameter}\nresources:\n  more: {type: more.yaml, properties: {p: ${given}}}`),
    'templates/more.yaml': `heat_template_version: queens\nparameters: {p: {type: ${type}}}\nconditions: {c: {equals: [{get_param: p}, 1]}}\nresources:\n  one: {type: "OS::Heat::Value", condition: c}\n${more}`,
  };
}

const big = `  big: {type: json, default: {a: ${'x'.repeat(200_000)}}}`;
const many = (part: string, times: number) => `[${Array.from({ length: times }, () => part).join(', ')}]`;
const group = (properties: string) => main('    type: node.yaml\n    properties:', `    type: OS::Heat::ResourceGroup\n    properties:\n      ${properties}`);

test.each<[string, Record<string, string>, RegExp]>([
  ['a large value given a thousand times', nested(many('{get_param: big}', 1000), big), /^A check of rendering stopped: the values in the templates take too long to work out$/],
  ['a text of JSON read a thousand times', nested(many('{get_param: big}', 1000), `  big: {type: json, default: '${JSON.stringify(Array.from({ length: 9_000 }, () => 1))}'}`), /: the values in the templates take too long to work out$/],
  ['a template that doubles a list', nested('[1]', '', '  again: {type: more.yaml, properties: {p: [{get_param: p}, {get_param: p}]}}\n'), /: a value is too large$/],
  ['a template that doubles a text', nested('x', '', '  again: {type: more.yaml, properties: {p: {list_join: ["", [{get_param: p}, {get_param: p}]]}}}\n', 'string'), /: a value is too large$/],
  ['a text joined of a large one', nested(`{list_join: ["", ${many('{get_param: big}', 100)}]}`, `  big: {type: string, default: ${'x'.repeat(200_000)}}`, '', 'string'), /: a value is too large$/],
  ['a text of JSON that is very deep', nested('{get_param: big}', `  big: {type: json, default: '${'['.repeat(50_000)}${']'.repeat(50_000)}'}`), /: a value is nested too deep$/],
  ['a list of a group that is too large', group(`count: 3\n      resource_def: {type: node.yaml, properties: {words: ${many('{get_param: words}', 12_000)}, flavor: "%index%"}}`), /: a value is too large$/],
  ['members without end, each of its own kind', group('count: 1000000000\n      resource_def: {type: node.yaml, properties: {flavor: "%index%"}}'), /: the templates make more resources than can be counted$/],
  ['a template within itself', changedFile('templates/node.yaml', 'type: OS::Nova::Server', 'type: node.yaml'), /: the templates are nested more than 20 deep$/],
  ['conditions in a circle', main('resources:', 'conditions: {a: {not: b}, b: {not: a}}\nresources:\n  more: {type: "OS::Heat::Value", condition: a}'), /: the condition a depends on itself$/],
])('%s stops the check at once', (_title, changes, fault) => {
  const before = process.cpuUsage();
  expect(checkDriver(testDriver(changes))).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5_000);
});

const groupOf = (count: number, node: string, own: string) =>
  walkResources(
    `heat_template_version: queens\nresources:\n  g:\n    type: OS::Heat::ResourceGroup\n    properties: {count: ${count}, resource_def: {type: n.yaml, properties: ${own}}}\n`,
    { 'n.yaml': `heat_template_version: queens\nparameters: {name: {type: string}, size: {type: string, default: s}}\n${node}` },
    {},
  ).filter(({ type }) => type === 'OS::Nova::Server');
const server = (flavor: string) => `resources: {s: {type: "OS::Nova::Server", properties: {flavor: ${flavor}}}}`;

test('members that read the same are one kind, whatever else they are given', () => {
  const members = groupOf(5000, server('{get_param: size}'), '{name: "n-%index%", size: m}');
  expect(members.map(({ count, property }) => [count, property('flavor')])).toEqual([[5000, 'm']]);
});

test('members that read their number are each of their own kind, and thousands are found in little time', () => {
  const before = process.cpuUsage();
  const members = groupOf(5000, server('{get_param: name}'), '{name: "n-%index%"}');
  expect(members.map(({ property }) => property('flavor'))).toEqual(Array.from({ length: 5000 }, (_, index) => `n-${index}`));
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5_000);
});

test('members that read another parameter by what one says are counted by what each reads', () => {
  const members = groupOf(12, `conditions: {first: {equals: [{get_param: name}, "n-0"]}}\n${server('{if: [first, {get_param: size}, x]}')}`, '{name: "n-%index%", size: "%index%"}');
  expect(members.reduce((sum, { count }) => sum + count, 0)).toBe(12);
  expect(members.filter(({ property }) => property('flavor') === '0')).toHaveLength(1);
});
