import { describe, expect, it } from 'vitest';
import { clusterTemplateSchema, updateClusterTemplateSchema } from './schema.ts';
import { fullDraft, leafCertificate, rootCertificate } from './test-drafts.ts';

type Field = keyof typeof fullDraft;

function errorsOf(field: string, value: unknown): string[] {
  const result = clusterTemplateSchema.safeParse({ ...fullDraft, [field]: value });
  if (result.success) return [];
  return result.error.issues.filter(({ path }) => path[0] === field).map(({ message }) => message);
}

const bad = {
  script: '<script>alert(1)</script>',
  unicode: '名前😀',
  path: '../../etc/passwd',
  shell: '$(reboot)',
  nul: 'a\u0000b',
  half: 'a\ud800b',
  oversized: 'a'.repeat(70_000),
} as const;

const texts: Field[] = [
  'name', 'coe', 'serverType', 'driverName', 'driverVersion', 'imageId', 'flavorId', 'masterFlavorId', 'keypairId',
  'externalNetworkId', 'fixedNetworkId', 'fixedSubnetId', 'networkDriver', 'volumeDriver', 'dnsNameservers',
  'dockerVolumeSizeGib', 'dockerStorageDriver', 'httpProxy', 'httpsProxy', 'noProxy', 'ntpServers', 'rootCaPem',
  'insecureRegistry', 'containerInfraPrefix', 'apiserverPort', 'tags',
];
const required: Field[] = [
  'name', 'coe', 'serverType', 'driverName', 'driverVersion', 'imageId', 'flavorId', 'masterFlavorId', 'externalNetworkId', 'networkDriver',
];
const switches: Field[] = ['registryEnabled', 'tlsDisabled', 'masterLbEnabled', 'floatingIpEnabled', 'public', 'hidden'];

describe('a cluster template', () => {
  it('is read whole from what a form gives', () => {
    expect(clusterTemplateSchema.parse(fullDraft)).toMatchObject({
      name: 'Everything (v1.30)',
      dnsNameservers: ['192.0.2.53', '198.51.100.53'],
      ntpServers: ['ntp.example.org', '192.0.2.123', '2001:db8::7b'],
      noProxy: '10.0.0.0/8,.example.org,localhost',
      dockerVolumeSizeGib: 20,
      apiserverPort: 6443,
      tags: ['team-a', 'gpu'],
      labels: { kube_tag: 'v1.30.0', some_number: '3', some_switch: 'true' },
    });
  });

  it('reads what it has read to the same value', () => {
    const once = clusterTemplateSchema.parse(fullDraft);
    expect(clusterTemplateSchema.parse(once)).toEqual(once);
  });

  it.each(texts.flatMap((field) => Object.entries(bad).map(([kind, value]) => [field, kind, value] as const)))(
    '%s refuses %s text with a sentence',
    (field, _kind, value) => {
      expect(errorsOf(field, value)).toContainEqual(expect.stringMatching(/\.$/));
    },
  );

  it.each(required)('%s refuses nothing, blanks and null', (field) => {
    for (const value of ['', '   ', null, undefined]) expect(errorsOf(field, value)).not.toEqual([]);
  });

  it.each([...texts, 'description' as const])('%s refuses values of another type', (field) => {
    const wrong = field === 'dockerVolumeSizeGib' || field === 'apiserverPort' ? [{}, true, [1]] : [7, {}, true, [1]];
    for (const value of wrong) expect(errorsOf(field, value), JSON.stringify(value)).not.toEqual([]);
  });

  it.each(switches)('%s refuses everything but yes and no', (field) => {
    for (const value of ['true', 1, null, undefined, {}, bad.script]) expect(errorsOf(field, value)).not.toEqual([]);
  });

  it('takes any readable text as description, but none that PostgreSQL cannot keep', () => {
    for (const value of [bad.script, bad.unicode, bad.path]) expect(errorsOf('description', value)).toEqual([]);
    for (const value of [bad.nul, bad.half, bad.oversized]) expect(errorsOf('description', value)).not.toEqual([]);
  });

  it.each([
    ['labels', 'text'], ['labels', 7], ['labels', []], ['labels', { kube_tag: {} }], ['labels', { kube_tag: null }],
    ['labels', { [bad.script]: 'x' }], ['labels', { [bad.unicode]: 'x' }], ['labels', { [bad.path]: 'x' }], ['labels', { '': 'x' }],
    ['labels', { a: bad.script }], ['labels', { a: bad.unicode }], ['labels', { a: bad.shell }], ['labels', { a: bad.oversized }],
    ['labels', { a: 'line\nbreak' }],
    ['labels', Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`label${index}`, 'x']))],
  ])('%s refuses %j', (field, value) => {
    expect(errorsOf(field, value)).not.toEqual([]);
  });

  it.each<[Field, unknown]>([
    ['httpProxy', 'ftp://proxy.example.org'], ['httpProxy', 'proxy.example.org:3128'], ['httpProxy', 'http://'],
    ['httpProxy', 'http://user:word@proxy.example.org'], ['httpProxy', 'http://proxy.example.org/path'],
    ['httpsProxy', 'javascript:alert(1)'], ['httpsProxy', 'http://a b'], ['httpsProxy', 'http://300.1.1.1:3128'],
    ['noProxy', '10.0.0.0/33'], ['noProxy', 'a;b'], ['dnsNameservers', '2001:db8::1'], ['dnsNameservers', '192.0.2.256'],
    ['dnsNameservers', '1.1.1.1,1.1.1.2,1.1.1.3,1.1.1.4,1.1.1.5,1.1.1.6'], ['ntpServers', 'ntp example'], ['ntpServers', '-ntp.org'],
    ['ntpServers', 'http://ntp.example.org'], ['dockerVolumeSizeGib', '0'], ['dockerVolumeSizeGib', '2.5'],
    ['dockerVolumeSizeGib', '1e3'], ['dockerVolumeSizeGib', -1], ['dockerVolumeSizeGib', 99_999], ['dockerVolumeSizeGib', Number.NaN],
    ['apiserverPort', '1023'], ['apiserverPort', '65536'], ['insecureRegistry', 'registry:70000'],
    ['insecureRegistry', 'https://registry.example.org'], ['containerInfraPrefix', 'https://registry.example.org/'],
    ['containerInfraPrefix', 'registry.example.org/../x'], ['containerInfraPrefix', 'registry.example.org/UPPER'],
    ['coe', 'swarm'], ['serverType', 'lxc'], ['name', ' -x'], ['name', 'x'.repeat(256)], ['tags', 'a'.repeat(61)],
    ['rootCaPem', 'no certificate'], ['rootCaPem', rootCertificate.replace('M', '!')],
    ['rootCaPem', '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----'],
    ['rootCaPem', `${rootCertificate}\nand a word`],
  ])('%s refuses %j', (field, value) => {
    expect(errorsOf(field, value)).toHaveLength(1);
  });

  it.each<[Field, unknown]>([
    ['httpProxy', 'http://192.0.2.1:3128'], ['httpProxy', ''], ['httpProxy', null], ['noProxy', '*'], ['noProxy', ''],
    ['noProxy', '10.0.0.1,fd00::/8,*.example.org,registry:5000'], ['dnsNameservers', ''], ['ntpServers', []],
    ['insecureRegistry', '192.0.2.1:5000'], ['insecureRegistry', '[2001:db8::1]:5000'], ['containerInfraPrefix', 'registry.example.org'],
    ['dockerVolumeSizeGib', ''], ['apiserverPort', null], ['keypairId', ''], ['volumeDriver', ''], ['labels', {}],
    ['labels', { kubelet_options: '--v=4 --feature-gates=A=true,B=false' }], ['rootCaPem', `${rootCertificate}\r\n${leafCertificate}\r\n`],
    ['rootCaPem', `# Test root\n${rootCertificate}`],
  ])('%s takes %j', (field, value) => {
    expect(errorsOf(field, value)).toEqual([]);
  });

  it('needs the network of a subnet, also while other fields are wrong', () => {
    const result = clusterTemplateSchema.safeParse({ ...fullDraft, name: '', fixedNetworkId: '' });
    expect(result.error?.issues.map(({ path }) => path[0])).toEqual(expect.arrayContaining(['name', 'fixedSubnetId']));
  });

  it('needs a volume of 3 GiB for devicemapper', () => {
    const draft = { ...fullDraft, dockerStorageDriver: 'devicemapper' };
    for (const size of ['', '2']) {
      const result = clusterTemplateSchema.safeParse({ ...draft, dockerVolumeSizeGib: size });
      expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['dockerVolumeSizeGib']);
    }
    expect(clusterTemplateSchema.safeParse({ ...draft, dockerVolumeSizeGib: '3' }).success).toBe(true);
  });

  it.each([null, undefined, 'text', 7, [], [fullDraft]])('refuses %j instead of a form without throwing', (value) => {
    expect(clusterTemplateSchema.safeParse(value).success).toBe(false);
  });

  it('drops fields it does not know, such as a project', () => {
    expect(clusterTemplateSchema.parse({ ...fullDraft, projectId: 'other' })).not.toHaveProperty('projectId');
  });

  it('is changed only by an id and the time it was read at', () => {
    const draft = { ...fullDraft, id: '0190b1a2-1111-7222-8333-444455556666', expectedUpdatedAt: '2026-11-20T20:00:00.000Z' };
    expect(updateClusterTemplateSchema.safeParse(draft).success).toBe(true);
    for (const wrong of [{ id: '../x' }, { id: 7 }, { expectedUpdatedAt: 'yesterday' }, { expectedUpdatedAt: 7 }]) {
      expect(updateClusterTemplateSchema.safeParse({ ...draft, ...wrong }).success).toBe(false);
    }
  });
});
