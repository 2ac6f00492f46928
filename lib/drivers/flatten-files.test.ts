import { expect, test } from 'vitest';
import { checkDriver } from './check-driver.ts';
import { testDriver, testDriverFiles } from './test-driver.ts';

const manifest = testDriverFiles['driver.yaml'] ?? '';
const long = `#!/bin/sh\n${'x'.repeat(300 * 1024)}\n`;

test.each<[string, Record<string, string>, string]>([
  [
    'an archive that holds one file many times',
    { 'driver.yaml': `${manifest}archives: {node: {${Array.from({ length: 200 }, (_, index) => `f${index}: fragments/long.sh`).join(', ')}}}\n`, 'fragments/long.sh': long },
    'the archives hold more than 512 KiB.',
  ],
  [
    'many archives',
    { 'driver.yaml': `${manifest}archives: {one: {a: fragments/long.sh}, two: {a: fragments/long.sh}}\n`, 'fragments/long.sh': long },
    'the archives hold more than 512 KiB.',
  ],
  [
    'many nested templates',
    {
      'templates/main.yaml': `${testDriverFiles['templates/main.yaml'] ?? ''}`.replace('resources:', `resources:\n${[0, 1, 2].map((index) => `  m${index}: {type: m${index}.yaml}`).join('\n')}`),
      ...Object.fromEntries([0, 1, 2].map((index) => [`templates/m${index}.yaml`, `heat_template_version: queens\n# ${'x'.repeat(100 * 1024)}\n`])),
    },
    'the templates hold more than 256 KiB.',
  ],
])('%s: refused before it is packed or read', (_title, changes, fault) => {
  expect(checkDriver(testDriver(changes))).toEqual([fault]);
});

test('a name that is long is told in short', () => {
  const faults = checkDriver(testDriver({ 'templates/node.yaml': `heat_template_version: queens\na: {get_file: ${'x'.repeat(100_000)}}\n` }));
  expect(faults).toHaveLength(1);
  expect(faults[0]?.length).toBeLessThan(400);
});
