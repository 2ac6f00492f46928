import path from 'node:path';
import { expect, test } from 'vitest';
import { checkDriver } from './check-driver.ts';
import { readDrivers } from './list-drivers.ts';
import { changedFile, testDriver } from './test-driver.ts';

test('a good driver has no faults, and neither has any of the portal', async () => {
  expect(checkDriver(testDriver())).toEqual([]);
  const drivers = await readDrivers(path.resolve('drivers'));
  expect(drivers.length).toBeGreaterThan(0);
  for (const driver of drivers) expect(checkDriver(driver), driver.folder).toEqual([]);
});

const manifest = (from: string, to: string) => changedFile('driver.yaml', from, to);
const main = (from: string, to: string) => changedFile('templates/main.yaml', from, to);
const node = (from: string, to: string) => changedFile('templates/node.yaml', from, to);

test.each<[string, Record<string, string>, RegExp]>([
  ['no README', { 'README.md': '# Test' }, /^README\.md is missing/],
  ['no template', manifest('templates/main.yaml', 'templates/other.yaml'), /^templates\/other\.yaml is missing\.$/],
  ['a file that is not there', node('../fragments/say.sh', '../fragments/no.sh'), /names \.\.\/fragments\/no\.sh, which is missing/],
  ['a file outside', node('../fragments/say.sh', '../../other_v1/fragments/say.sh'), /outside the driver and common/],
  ['an absolute file', node('../fragments/say.sh', '/etc/passwd'), /outside the driver and common/],
  ['a file by address', node('../fragments/say.sh', 'file:///etc/passwd'), /which is missing/],
  ['a file by address behind a quoted key', node('{get_file: ../fragments/say.sh}', '{"get_file": "http://192.0.2.9/say.sh"}'), /get_file names “http:\/\/192\.0\.2\.9\/say\.sh”/],
  ['a file by a computed name', node('{get_file: ../fragments/say.sh}', '{"get_file": {get_param: words}}'), /get_file names something that is no name/],
  ['a nested template by address', main('type: node.yaml', '"type": http://192.0.2.9/node.yaml'), /a type names “http:\/\/192\.0\.2\.9\/node\.yaml”/],
  ['a nested template by address without an ending', main('type: node.yaml', 'type: http://192.0.2.9/node'), /a type names “http:\/\/192\.0\.2\.9\/node”/],
  ['no HOT', { 'templates/node.yaml': 'resources: []' }, /^templates\/node\.yaml is no HOT/],
  ['broken YAML', { 'templates/main.yaml': 'a: [' }, /^templates\/main\.yaml is no HOT/],
  ['aliases', main('words: {type: string}', 'words: &w {type: string}\n  more: [*w, *w, *w, *w, *w]'), /is no HOT: .*alias/i],
  ['a parameter nobody fills', main('words: {type: string}', 'words: {type: string}\n  more: {type: string}'), /^The parameter more has neither a default nor a field/],
  ['a mapping without a parameter', manifest('  words: labels.words', '  words: labels.words\n  more: nodeCount'), /^driver\.yaml maps more/],
  ['a field that does not exist', manifest('flavor: flavorId', 'flavor: flavour'), /^driver\.yaml takes flavor from flavour/],
  ['a field of the prototype', manifest('flavor: flavorId', 'flavor: constructor.name'), /from constructor\.name, which does not exist/],
  ['a field that may be empty', manifest('flavor: flavorId', 'flavor: keypairId'), /^The parameter flavor needs a default/],
  ['too many parameters', main('parameters:', `parameters:\n${Array.from({ length: 40 }, (_, index) => `  p${index}: {type: string, default: x}`).join('\n')}`), /^The template has 45 parameters/],
  ['another HOT version', node('heat_template_version: queens', 'heat_template_version: 2018-08-31'), /node\.yaml is of the HOT version 2018-08-31/],
  ['an output that is not there', manifest('{api_address: apiAddress}', '{address: apiAddress}'), /reads the output address/],
  ['a secret that shows', main('ca_key: {type: string, hidden: true}', 'ca_key: {type: string}'), /carries a secret and is not hidden/],
  ['a secret with a default', main('ca_key: {type: string, hidden: true}', 'ca_key: {type: string, hidden: true, default: x}'), /carries a secret and has a default/],
  ['a secret in an output', main("{value: 'https://192.0.2.1:6443'}", '{value: {get_param: ca_key}}'), /an output shows the hidden parameter ca_key/],
  ['a signal address in an output', main("{value: 'https://192.0.2.1:6443'}", '{value: {get_attr: [wait_handle, curl_cli]}}'), /holds a token/],
  ['a fragment without shebang', { 'fragments/say.sh': 'echo hello\n' }, /does not begin with #!\/bin\/sh/],
  ['a fragment with other letters', { 'fragments/say.sh': '#!/bin/sh\necho “hello”\n' }, /other letters than ASCII/],
  ['a label nobody reads', manifest('  words: labels.words', '  words: clusterName'), /^No parameter reads the label words/],
  ['a default its own pattern refuses', manifest("pattern: '[a-z ]*'", "choices: [a, b]"), /not among its choices/],
  ['no regular expression', manifest("'[a-z ]*'", "'[a-z'"), /is no regular expression/],
  ['a pattern that never ends', manifest("'[a-z ]*'", "'([a-z]+)+'"), /busy for ever/],
  ['a pair of another version', manifest('coeVersion: v1.20.2', 'coeVersion: v1.21.0'), /but coeVersions does not/],
  ['a pair with another runtime', manifest('containerRuntime: containerd', 'containerRuntime: docker'), /but containerRuntimes does not/],
  ['a pair of an image it does not take', manifest("{osVersion: '12', coe", "{osVersion: '11', coe"), /leaves that version out/],
  ['a pair with a driver it does not have', manifest('result: rendered}', 'result: rendered, networkDrivers: [flannel, weave]}'), /for the driver weave, which networkDrivers does not/],
  ['a boot nobody vouches for', manifest('result: rendered', 'result: booted'), /says that v1\.20\.2 was booted/],
  ['a version of which nothing is said', manifest('renderedOnly: [v1.20.2]', 'renderedOnly: []'), /does not say whether v1\.20\.2/],
])('%s is a fault, in one sentence', (_title, changes, fault) => {
  expect(checkDriver(testDriver(changes))).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
});

test.each<[string, Record<string, string>]>([
  ['a template within itself', node('type: OS::Nova::Server', 'type: node.yaml')],
  ['a group without bound', main('type: node.yaml\n    properties:', 'type: OS::Heat::ResourceGroup\n    properties:\n      count: 1000000000\n      resource_def: {type: node.yaml, properties: {words: "%index%"}}')],
  ['conditions in a circle', main('resources:', 'conditions: {a: {not: b}, b: {not: a}}\nresources:\n  more: {type: "OS::Heat::Value", condition: a}')],
])('%s stops the check, not the portal', (_title, changes) => {
  // Of the processor, so that other work on the machine does not count.
  const before = process.cpuUsage();
  expect(checkDriver(testDriver(changes))).toEqual(expect.arrayContaining([expect.stringMatching(/^A check of rendering stopped/)]));
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2_000);
});
