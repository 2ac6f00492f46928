import { describe, expect, it } from 'vitest';
import { clusterFilterSchema, createClusterSchema } from './schema.ts';

const good = {
  submissionId: '0f3c7ea2-2570-4cf8-b673-2ccad94c1cdc',
  name: 'production',
  templateId: '0f3c7ea2-2570-4cf8-b673-2ccad94c1cdd',
  masterCount: 3,
  nodeCount: 5,
  masterFlavorId: null,
  flavorId: null,
  keypairId: null,
  availabilityZone: null,
  createTimeoutMin: 60,
  fixedNetworkId: 'private',
  fixedSubnetId: 'private-subnet',
  dockerVolumeSizeGib: null,
  floatingIpEnabled: null,
  masterLbEnabled: null,
  labels: {},
};

const script = '<script>alert(1)</script>';
const long = 'x'.repeat(100_000);
const wrongTexts: [string, unknown][] = [
  ['missing', undefined],
  ['an object', {}],
  ['a list', ['a']],
  ['oversized', long],
  ['with a null byte', 'a\0b'],
  ['path-like', '../../etc/passwd'],
];
const wrongNumbers: [string, unknown][] = [
  ['missing', undefined],
  ['a text', '3'],
  ['negative', -1],
  ['a fraction', 1.5],
  ['not a number', Number.NaN],
  ['infinite', Number.POSITIVE_INFINITY],
  ['huge', 1e12],
  ['a list', [1]],
];

const cases: [field: string, what: string, value: unknown][] = [
  ...(['submissionId', 'name', 'templateId', 'masterFlavorId', 'flavorId', 'keypairId', 'availabilityZone', 'fixedNetworkId', 'fixedSubnetId'] as const).flatMap(
    (field) => [...wrongTexts, ['empty', ''] as [string, unknown]].map(([what, value]) => [field, what, value] as [string, string, unknown]),
  ),
  ...(['masterCount', 'nodeCount', 'createTimeoutMin', 'dockerVolumeSizeGib'] as const).flatMap((field) =>
    wrongNumbers.map(([what, value]) => [field, what, value] as [string, string, unknown]),
  ),
  ...(['floatingIpEnabled', 'masterLbEnabled'] as const).flatMap((field) =>
    [undefined, 'yes', 1, {}, []].map((value) => [field, `as ${JSON.stringify(value) ?? 'missing'}`, value] as [string, string, unknown]),
  ),
  ['name', 'a script', script],
  ['name', 'with unicode', 'прод'],
  ['name', 'beginning with a digit', '1st'],
  ['name', 'of 243 characters', 'x'.repeat(243)],
  ['masterCount', 'even', 2],
  ['masterCount', 'none', 0],
  ['labels', 'as a list', []],
  ['labels', 'as a text', 'a=b'],
  ['labels', 'more than 100', Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`label_${index}`, 'x']))],
  ['labels', 'with a path for a key', { '../x': 'y' }],
  ['labels', 'with a number for a value', { kube_tag: 1 }],
  ['labels', 'with an oversized value', { kube_tag: long }],
  ['labels', 'with a line break', { kube_tag: 'a\nb' }],
];

describe('createClusterSchema', () => {
  it('takes good values as they are', () => {
    expect(createClusterSchema.parse(good)).toEqual(good);
  });

  it.each(cases)('refuses %s %s with a sentence at that field alone', (field, _, value) => {
    const parsed = createClusterSchema.safeParse({ ...good, [field]: value });
    expect(parsed.success).toBe(false);
    for (const issue of parsed.error?.issues ?? []) {
      expect(issue.path[0]).toBe(field);
      expect(issue.message).toMatch(/^[A-Z].*[.]$/);
    }
  });
});

describe('labels', () => {
  it("never let a prototype's key through", () => {
    const parsed = createClusterSchema.parse({ ...good, labels: JSON.parse('{"__proto__": "x"}') as unknown });
    expect(Object.keys(parsed.labels)).toEqual([]);
    expect(Object.getPrototypeOf(parsed.labels)).toBe(Object.prototype);
  });
});

describe('clusterFilterSchema', () => {
  it('reads any address as some list, since a bad link must still open', () => {
    for (const bad of [null, {}, [], 'x\0', long, '../..', -1, Number.NaN]) {
      const filter = clusterFilterSchema.parse({ q: bad, state: bad, templateId: bad, sort: bad, after: bad, before: bad, pageSize: bad });
      expect(filter).toMatchObject({ state: null, templateId: null, sort: 'newest' });
    }
  });
});
