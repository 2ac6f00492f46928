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
