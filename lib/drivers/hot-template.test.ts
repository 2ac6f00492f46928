import { expect, test } from 'vitest';
import { checkDriver } from './check-driver.ts';
import { testDriver, testDriverFiles } from './test-driver.ts';

const node = testDriverFiles['templates/node.yaml'] ?? '';
const resources = (count: number, one: string) => node.replace(/resources:[\s\S]*/, `resources: {${Array.from({ length: count }, (_, index) => `r${index}: ${one}`).join(', ')}}`);

test.each<[string, string, string]>([
  ['many resources', resources(1001, '{type: "OS::Heat::Value"}'), 'templates/node.yaml is no HOT: resources: At most 1000 are taken.'],
  ['many that are wrong', resources(20_000, '1'), 'templates/node.yaml is no HOT: resources: At most 1000 are taken.'],
  ['one that is wrong', resources(1, '1'), 'templates/node.yaml is no HOT: resources.r0: Invalid input: expected object, received number'],
])('%s are refused, in one sentence', (_title, text, fault) => {
  expect(checkDriver(testDriver({ 'templates/node.yaml': text }))).toEqual([fault]);
});
