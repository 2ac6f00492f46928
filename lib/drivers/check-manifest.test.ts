import { expect, test } from 'vitest';
import { checkDriver } from './check-driver.ts';
import { readManifest } from './read-manifest.ts';
import { testDriver, testDriverFiles } from './test-driver.ts';

const label = "  - {key: words, title: Words, help: What it says., kind: string, default: hello, pattern: '[a-z ]*', group: Node}\n";
const manifest = testDriverFiles['driver.yaml'] ?? '';
const withLabels = (count: number, pattern: string) => ({
  'driver.yaml': manifest.replace(label, Array.from({ length: count }, (_, index) => `  - {key: l${index}, title: T, help: H, kind: string, default: '', pattern: '${pattern}', group: G}\n`).join('')),
});
const read = (changes: Record<string, string>) => readManifest({ ...testDriverFiles, ...changes });

test('the first slow pattern is the last that is tried', () => {
  const before = performance.now();
  const faults = checkDriver(testDriver(withLabels(200, '([a-z]+)+')));
  expect(faults.filter((fault) => fault.includes('busy for ever'))).toEqual(['The pattern of the label l0 could keep the portal busy for ever: it repeats what it repeats already.']);
  expect(performance.now() - before).toBeLessThan(5_000);
});

test.each(['(\\++)+', '(é+)+', '([a-z]+)+'])('the pattern %s is found slow by its own letters', (pattern) => {
  expect(checkDriver(testDriver(withLabels(1, pattern)))).toContain('The pattern of the label l0 could keep the portal busy for ever: it repeats what it repeats already.');
});

test('many patterns that are each slow, but not for ever, are stopped together', () => {
  const before = performance.now();
  const faults = checkDriver(testDriver(withLabels(200, 'a*a*a*b')));
  // Which of the two depends on the machine.
  expect(faults.filter((fault) => /take too long to try\. Make them simpler\.$|busy for ever/.test(fault))).toHaveLength(1);
  expect(performance.now() - before).toBeLessThan(5_000);
});

test('two hundred labels are taken, with honest patterns', () => {
  expect(read(withLabels(200, '[a-z ]*')).labels).toHaveLength(200);
  expect(checkDriver(testDriver(withLabels(200, '[a-z ]*'))).filter((fault) => fault.includes('pattern'))).toEqual([]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['many labels', withLabels(201, 'a'), /At most 200 are taken\./],
  ['thousands of labels', withLabels(3000, 'a'), /^(driver\.yaml: )?a value is too large$/],
  ['many versions', { 'driver.yaml': manifest.replace('coeVersions: [v1.20.2]', `coeVersions: [${Array.from({ length: 101 }, (_, index) => `v1.20.${index}`).join(', ')}]`) }, /At most 100 are taken\./],
  ['a long version', { 'driver.yaml': manifest.replace('coeVersions: [v1.20.2]', `coeVersions: [${'v'.repeat(101)}]`) }, /Use at most 100 characters\./],
  ['a long default', { 'driver.yaml': manifest.replace('default: hello', `default: ${'a'.repeat(1025)}`) }, /Use at most 1024 characters\./],
  ['many archives', { 'driver.yaml': `${manifest}archives: {${Array.from({ length: 11 }, (_, index) => `a${index}: {say: fragments/say.sh}`).join(', ')}}\n` }, /At most 10 are taken\./],
  ['many fields in one parameter', { 'driver.yaml': manifest.replace('words: labels.words', `words: {${Array.from({ length: 201 }, (_, index) => `f${index}: labels`).join(', ')}}`) }, /At most 200 are taken\./],
  ['many stars in a phase', { 'driver.yaml': manifest.replace("'node/**'", "'**a**a**a**'") }, /Use at most 3 stars\./],
  ['a hundred thousand wrong labels', { 'driver.yaml': manifest.replace(label, '').replace('labels:\n', `labels: [${'{},'.repeat(80_000)}]\n`) }, /a value is too large/],
  ['a large file', { 'driver.yaml': `${manifest}more: ${'a'.repeat(256 * 1024)}\n` }, /the file is larger than 256 KiB/],
])('%s cannot be read', (_title, changes, fault) => {
  const before = performance.now();
  expect(() => read(changes)).toThrow(fault);
  expect(performance.now() - before).toBeLessThan(2_000);
});

test('labels laid over as many others take no time', () => {
  const labels = (from: number) => `labels: [${Array.from({ length: 20_000 }, (_, index) => `{key: ${from + index}}`).join(',')}]`;
  const before = performance.now();
  expect(() => read({ 'driver.yaml': `extends: common/base.yaml\n${labels(0)}`, 'common/base.yaml': labels(50_000) })).toThrow(/a value is too large|larger than 256/);
  expect(performance.now() - before).toBeLessThan(2_000);
});
