import { describe, expect, test } from 'vitest';
import { whyImageRefused } from './accepts-image.ts';
import type { Driver } from './driver.ts';
import { listDrivers } from './list-drivers.ts';
import { archiveEntries } from './pack-archive.ts';
import { renderBundle } from './render-bundle.ts';
import { ignitionUnitsOf, nodeFilesOf } from './test-node-files.ts';
import { cloudConfigFaults, findCloudInitSchema, ignitionFaults, unitFaults } from './test-node-tools.ts';
import { type ServerUserData, userDataOf } from './test-user-data.ts';
import { sampleValues } from './sample-values.ts';
import type { DriverValues } from './values.ts';

/** Every driver, on every image it claims, in every layout: what its machines get at their first boot. */
const drivers = await listDrivers();
/** Nova's limit for user data in base64. */
const mostCharacters = 65_535;

type Layout = [title: string, changes: Partial<DriverValues>];

const layouts: Layout[] = [
  ['one master', {}],
  ['one master without floating IPs', { floatingIpEnabled: false, nodeCount: 0 }],
  ['three masters behind a load balancer', { masterCount: 3, nodeCount: 2, masterLbEnabled: true }],
  ['three masters that share an address', { masterCount: 3, nodeCount: 2 }],
  ['three masters that share an address, on an existing network', { masterCount: 3, fixedNetworkId: 'n', fixedSubnetId: 's', floatingIpEnabled: false }],
];

/** As long as RSA with 2048 bits makes them. */
const pem = (kind: string, length: number) => `-----BEGIN ${kind}-----\n${'A'.repeat(length).replace(/(.{64})/g, '$1\n')}\n-----END ${kind}-----\n`;
const secrets: DriverValues['secrets'] = {
  caCertificatePem: pem('CA CERTIFICATE', 1150),
  caKeyPem: pem('CA KEY', 1624),
  etcdCaCertificatePem: pem('ETCD CERTIFICATE', 1150),
  etcdCaKeyPem: pem('ETCD KEY', 1624),
  frontProxyCaCertificatePem: pem('FRONT PROXY CERTIFICATE', 1150),
  frontProxyCaKeyPem: pem('FRONT PROXY KEY', 1624),
  serviceAccountKeyPem: pem('SERVICE ACCOUNT KEY', 1624),
  bootstrapToken: 'abcdef.0123456789abcdef',
  cloudCredentialSecret: 'A'.repeat(43),
};

const address = (name: string) => `https://user:password@${name}.example.org:3128/some/longer/path`;
const awkward = `"quotes" 'single' %41 %% \${x} #{y} <z> \\ back \u00e9\u4e16 | ^ \` {} []`;

/** Everything a template and its labels may say, with letters that break careless quoting. */
function allOptions(driver: Driver): { changes: Partial<DriverValues>; labels: Record<string, string> } {
  const { labels, networkDrivers, storageDrivers } = driver.manifest;
  return {
    changes: {
      masterCount: 3,
      nodeCount: 2,
      clusterName: `all ${awkward}`,
      dockerVolumeSizeGib: 20,
      networkDriver: networkDrivers.at(-1) ?? '',
      dockerStorageDriver: storageDrivers[0] ?? null,
      httpProxy: address('proxy'),
      httpsProxy: address('proxy-tls'),
      noProxy: Array.from({ length: 60 }, (_, index) => `host-${index}.example.org`).join(','),
      ntpServers: Array.from({ length: 8 }, (_, index) => `ntp-${index}.example.org`),
      rootCaPem: `-----BEGIN CERTIFICATE-----\n${'A'.repeat(4000)}\n-----END CERTIFICATE-----\n`,
      insecureRegistry: 'registry.example.org:5000',
      containerInfraPrefix: 'registry.example.org:5000/some/project',
      keypairId: 'key',
      availabilityZone: 'nova',
      secrets,
    },
    labels: Object.fromEntries(labels.filter((label) => label.kind === 'boolean').map((label) => [label.key, 'true'])),
  };
}

const rendered = drivers.map((driver) => {
  const { serverTypes, testedPairs } = driver.manifest;
  const plain = layouts.flatMap(([title, changes]) =>
    serverTypes.map((serverType) => ({ title: `${title}, ${serverType}`, servers: serversOf(driver, { ...changes, serverType }) })),
  );
  const pairs = testedPairs
    .filter((pair) => pair.result !== 'refused')
    .map((pair) => ({ title: `${pair.osVersion} with ${pair.coeVersion}`, servers: serversOf(driver, {}, { kube_tag: pair.coeVersion }) }));
  const { changes, labels } = allOptions(driver);
  const full = serversOf(driver, changes, labels);
  return { driver, cases: [...plain, ...pairs, { title: 'all options', servers: full }], full };
});

function serversOf(driver: Driver, changes: Partial<DriverValues>, labels: Record<string, string> = {}): ServerUserData[] {
  const known = new Set(driver.manifest.labels.map((label) => label.key));
  return userDataOf(renderBundle(driver, sampleValues(driver, changes, Object.fromEntries(Object.entries(labels).filter(([key]) => known.has(key))))));
}

const sizeOf = ({ userData }: ServerUserData) => 4 * Math.ceil(Buffer.byteLength(userData) / 3);
const largest = (servers: readonly ServerUserData[], role: string) => Math.max(0, ...servers.filter((server) => server.path.startsWith(role)).map(sizeOf));
const inKib = (characters: number) => (characters / 1024).toFixed(1);

const schema = findCloudInitSchema();
const withCloudInit = schema === null ? ' (skipped: this machine has neither cloud-init nor the test cloud\'s node image)' : '';

describe.each(rendered.map((each) => [each.driver.folder, each] as const))('%s', (_folder, { driver, cases, full }) => {
  const { manifest } = driver;
  const format = manifest.userDataFormat === 'ignition' ? /^\{/ : /^#cloud-config\n/;
  const texts = [...new Set(cases.flatMap(({ servers }) => servers.map((server) => server.userData)))];

  test(`all options on: ${inKib(largest(full, 'kube_masters'))} KiB for a master, ${inKib(largest(full, 'kube_minions'))} KiB for a minion, of Nova's 64`, () => {
    expect(full).toHaveLength(5);
    for (const { servers } of cases) for (const server of servers) expect(sizeOf(server), server.path).toBeLessThan(mostCharacters);
  });

  test('takes each image of its matrix', () => {
    for (const { osVersion } of manifest.testedPairs) {
      const image = { name: `${manifest.image.osDistro}-${osVersion}`, osDistro: manifest.image.osDistro, osVersion, minDiskGib: 0, minRamMib: 0 };
      expect(whyImageRefused(manifest, image), osVersion).toBeNull();
    }
  });

  test('lays down settings, secrets and the archive of the role, each as it was given, and nothing readable by all', () => {
    for (const { title, servers } of cases) {
      for (const { path, userData } of servers) {
        const files = nodeFilesOf(userData);
        const where = `${title}: ${path}`;
        expect(userData, where).toMatch(format);
        for (const file of files.values()) expect(file.mode & 0o077, where).toBe(0);
        const role = path.startsWith('kube_masters') ? 'master' : 'minion';
        const json = (name: string) => JSON.parse(files.get(`/etc/jeroboam/${name}.json`)?.content.toString() ?? '') as Record<string, unknown>;
        expect(json('node'), where).toMatchObject({ role });
        expect(JSON.stringify(json('settings')), where).not.toMatch(/BEGIN [A-Z ]*KEY|abcdef\.0123456789abcdef/);
        if (role === 'minion') expect(JSON.stringify(json('secrets')), where).not.toMatch(/BEGIN (CA|ETCD|FRONT PROXY|SERVICE ACCOUNT) KEY/);
        expect(files.get('/etc/jeroboam/signal')?.content.toString(), where).toMatch(/^#!\/bin\/sh\n[\s\S]*X-Auth-Token/);
        const tar = files.get('/etc/jeroboam/boot.tar')?.content ?? Buffer.alloc(0);
        // Of the add-ons those alone that are wanted: lib/drivers/is-wanted.test.ts.
        const always = Object.entries(archiveEntries(driver, role, (text) => !/^# when: /m.test(text)));
        expect(always.length, where).toBeGreaterThan(5);
        for (const [name, text] of always) {
          expect(tar.includes(name), `${where}: ${name}`).toBe(true);
          expect(tar.includes(text), `${where}: ${name}`).toBe(true);
        }
      }
    }
  });

  test('awkward letters arrive as they were given', () => {
    for (const { userData } of full) {
      const files = nodeFilesOf(userData);
      const settings = JSON.parse(files.get('/etc/jeroboam/settings.json')?.content.toString() ?? '') as Record<string, unknown>;
      if (settings.cluster_name !== undefined) expect(settings.cluster_name).toBe(`all ${awkward}`);
      expect(settings.root_ca).toContain('AAAA\n-----END');
    }
  });

  if (manifest.userDataFormat === 'ignition') {
    test('Ignition finds no fault in any of it, and systemd none in its units', () => {
      expect(ignitionFaults(texts)).toEqual([]);
      const units = ignitionUnitsOf(texts[0] ?? '');
      expect(units.map((unit) => [unit.name, unit.enabled])).toEqual([['jeroboam-boot.service', true]]);
      expect(unitFaults(new Map(units.map((unit) => [unit.name, unit.contents])))).toEqual([]);
    });
  } else {
    test.skipIf(schema === null)(`cloud-init's own schema finds no fault in any of it${withCloudInit}`, () => {
      expect(texts.length).toBeGreaterThan(4);
      expect(cloudConfigFaults(schema ?? '', texts)).toEqual([]);
    });
  }

  test('systemd finds no fault in the units that its steps write', () => {
    const units = Object.keys(manifest.archives).flatMap((archive) => Object.values(archiveEntries(driver, archive)).flatMap(unitsIn));
    expect(unitFaults(new Map(units))).toEqual([]);
  });
});

test.skipIf(schema === null)(`faults of a node's files are seen${withCloudInit}`, () => {
  expect(cloudConfigFaults(schema ?? '', ['#cloud-config\nwrite_files: [{content: x}]\n'])).toHaveLength(1);
  expect(ignitionFaults([JSON.stringify({ ignition: { version: '3.3.0' }, storage: { files: [{ path: 'relative' }] } })]).join()).toMatch(/path/);
  expect(unitFaults(new Map([['a.service', '[Service]\nExecStart=/bin/true\nTipe=oneshot\n']])).join()).toMatch(/Tipe/);
});

/** Units that a step writes whole: cat >/etc/systemd/system/NAME <<'WORD'. */
function unitsIn(script: string): [string, string][] {
  return [...script.matchAll(/cat >"?\/etc\/systemd\/system\/([\w.-]+\.(?:service|timer|socket))"? <<'?(\w+)'?\n([\s\S]*?)\n\2\n/g)].map(([, name = '', , text = '']) => [name, `${text}\n`]);
}
