import { expect, test } from 'vitest';
import { reallyChanged, type GivenBundle } from './really-changed.ts';

const bundle: GivenBundle = {
  template: `
heat_template_version: queens
parameters:
  image: {type: string}
  words: {type: string, default: hello}
conditions:
  public: {equals: [{get_param: words}, hello]}
resources:
  net: {type: OS::Neutron::Net, properties: {mtu: 1500}}
  subnet: {type: OS::Neutron::Subnet, properties: {network: {get_resource: net}}}
  nodes:
    type: OS::Heat::ResourceGroup
    properties: {count: 2, resource_def: {type: node.yaml, properties: {image: {get_param: image}, subnet: {get_resource: subnet}}}}
  address: {type: OS::Neutron::FloatingIP, condition: public}
  list: {type: OS::Heat::Value, properties: {value: {get_attr: [nodes, name]}}}
`,
  files: {
    'node.yaml': `
heat_template_version: queens
parameters:
  image: {type: string}
  subnet: {type: string}
resources:
  port: {type: OS::Neutron::Port, properties: {fixed_ips: [{subnet: {get_param: subnet}}]}}
  server: {type: OS::Nova::Server, properties: {image: {get_param: image}, networks: [{port: {get_resource: port}}], user_data: {get_file: say.sh}}}
  handle: {type: OS::Heat::WaitConditionHandle}
`,
    'say.sh': 'echo hello\n',
  },
  parameters: { image: 'debian-12' },
};

const all: readonly [string, string][] = [
  ['net', 'OS::Neutron::Net'], ['subnet', 'OS::Neutron::Subnet'], ['port', 'OS::Neutron::Port'], ['server', 'OS::Nova::Server'],
  ['handle', 'OS::Heat::WaitConditionHandle'], ['address', 'OS::Neutron::FloatingIP'], ['list', 'OS::Heat::Value'],
];

function changedIn(after: GivenBundle, replaced = all.map(([name]) => name)): string[] {
  const hasChanged = reallyChanged(bundle, after, (name) => replaced.includes(name));
  return all.filter(([name, type]) => hasChanged(name, type)).map(([name]) => name);
}

const withFile = (name: string, from: string, to: string): GivenBundle => ({ ...bundle, files: { ...bundle.files, [name]: bundle.files[name]!.replace(from, to) } });
const withTemplate = (from: string, to: string): GivenBundle => ({ ...bundle, template: bundle.template.replace(from, to) });

test('the same bundle changes nothing, whatever Heat says of its references', () => {
  expect(changedIn(bundle)).toEqual([]);
  expect(changedIn({ ...bundle, parameters: { image: 'debian-12', words: 'hello' } })).toEqual([]);
  expect(changedIn(withTemplate('resources:', 'resources:\n  more: {type: "OS::Heat::RandomString"}'))).toEqual([]);
});

test('a changed file, definition or parameter changes what uses it, down to nested stacks and up from them', () => {
  expect(changedIn(withFile('say.sh', 'hello', 'goodbye'))).toEqual(['server', 'list']);
  expect(changedIn(withFile('say.sh', 'hello', 'goodbye'), [])).toEqual(['server', 'list']);
  expect(changedIn({ ...bundle, parameters: { image: 'debian-13' } }, ['server'])).toEqual(['server', 'list']);
  expect(changedIn(withFile('node.yaml', 'OS::Heat::WaitConditionHandle}', 'OS::Heat::WaitConditionHandle, metadata: {a: 1}}'), [])).toEqual(['handle', 'list']);
  expect(changedIn({ ...bundle, parameters: { image: 'debian-12', words: 'goodbye' } })).toEqual(['address']);
});

test('what refers to a replaced resource changes with it; of one updated in place only what reads its attributes', () => {
  expect(changedIn(withTemplate('mtu: 1500', 'mtu: 1400'))).toEqual(['net', 'subnet', 'port', 'server', 'list']);
  expect(changedIn(withTemplate('mtu: 1500', 'mtu: 1400'), [])).toEqual(['net']);
});

test('what a group repeats is known by its number', () => {
  const ports = (size: string) => withTemplate('  address:', `  ports: {type: OS::Heat::ResourceGroup, properties: {count: 1, resource_def: {type: OS::Neutron::Trunk, properties: {port: {get_resource: net}, name: ${size}}}}}\n  address:`);
  expect(reallyChanged(ports('a'), ports('a'), () => true)('0', 'OS::Neutron::Trunk')).toBe(false);
  expect(reallyChanged(ports('a'), ports('b'), () => true)('0', 'OS::Neutron::Trunk')).toBe(true);
});

test('of what neither bundle knows, Heat is believed', () => {
  expect(reallyChanged(bundle, bundle, () => true)('strange', 'OS::Nova::Server')).toBe(true);
});

test('a change that is handed on hundreds of times is followed no further: all has changed', () => {
  const chain = (first: number) =>
    `heat_template_version: queens\nresources:\n${Array.from({ length: 900 }, (_, index) => `  r${index}: {type: "OS::Heat::Value", properties: {value: {get_attr: [r${index + 1}, value]}}}\n`).join('')}  r900: {type: "OS::Heat::Value", properties: {value: ${first}}}\n  other: {type: "OS::Heat::Value"}\n`;
  const before = process.cpuUsage();
  const changed = reallyChanged({ ...bundle, template: chain(1) }, { ...bundle, template: chain(2) }, () => false);
  expect(changed('r0', 'OS::Heat::Value')).toBe(true);
  expect(changed('other', 'OS::Heat::Value')).toBe(true);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5_000);
});

test.each<[string, number]>([['itself twice', 1], ['the next twice', 30]])('templates that nest %s are followed no further than Heat would: all has changed', (_title, length) => {
  const files = Object.fromEntries(
    Array.from({ length }, (_, index) => {
      const next = `n${(index + 1) % length}.yaml`;
      return [`n${index}.yaml`, `heat_template_version: queens\nconditions: {never: false}\nresources:\n  a: {type: ${next}, condition: never}\n  b: {type: ${next}, condition: never}\n`];
    }),
  );
  const template = 'heat_template_version: queens\nresources:\n  n: {type: n0.yaml}\n  list: {type: "OS::Heat::Value", properties: {value: {get_attr: [n, name]}}}\n';
  const before = process.cpuUsage();
  const changed = reallyChanged({ ...bundle, template, files }, { ...bundle, template, files }, () => false);
  expect(changed('list', 'OS::Heat::Value')).toBe(true);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(5_000);
});

test.each([
  ['REPLACE', ['server', 'list']],
  ['IGNORE', []],
])('user data that differs, with the policy %s', (policy, expected) => {
  const withPolicy = { ...bundle, files: { ...bundle.files, 'node.yaml': (bundle.files['node.yaml'] ?? '').replace('user_data: {', `user_data_update_policy: ${policy}, user_data: {`) } };
  const after = { ...withPolicy, files: { ...withPolicy.files, 'say.sh': 'echo something else\n' } };
  const hasChanged = reallyChanged(withPolicy, after, (_name, type) => type === 'OS::Nova::Server');
  expect(all.filter(([name, type]) => hasChanged(name, type)).map(([name]) => name)).toEqual(expected);
});
