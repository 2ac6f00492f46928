import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDriver } from './check-driver.ts';
import { countResources, quotaDemand } from './count-resources.ts';
import { Unmade } from './evaluate-hot.ts';
import { flattenFiles } from './flatten-files.ts';
import { readHotTemplate } from './hot-template.ts';
import { parseHot, writeHot } from './hot-yaml.ts';
import { listDrivers } from './list-drivers.ts';
import { renderBundle } from './render-bundle.ts';
import { sampleValues } from './sample-values.ts';
import type { DriverValues } from './values.ts';
import { walkResources } from './walk-resources.ts';

const drivers = await listDrivers();
const folder = path.join(process.cwd(), 'drivers');

test('there are drivers for every system that is asked for', () => {
  const names = drivers.map((driver) => driver.manifest.name);
  for (const system of ['debian', 'ubuntu', 'fedora_coreos', 'flatcar', 'fedora_atomic', 'centos']) expect(names).toContain(`k8s_${system}_v1`);
});

/** With shebang, whatever their name: steps, and what steps start. */
const scripts = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
  .filter((file) => readFileSync(file, 'utf8').startsWith('#!/bin/sh\n'));

test('scripts pass shellcheck and bash -n and hold nothing but ASCII', () => {
  expect(scripts.length).toBeGreaterThan(10);
  const sources = ['boot', 'fragments', 'kubernetes'].flatMap((name) => ['-P', path.join(folder, 'common', name)]);
  const ownSources = drivers.flatMap((driver) => ['-P', path.join(folder, driver.folder, 'fragments')]);
  execFileSync('shellcheck', ['-x', ...sources, ...ownSources, ...scripts], { stdio: 'pipe' });
  for (const file of scripts) {
    execFileSync('bash', ['-n', file], { stdio: 'pipe' });
    expect(readFileSync(file, 'utf8'), file).toMatch(/^[\x00-\x7f]*$/);
  }
});

test('every file under drivers/common is used by a driver', () => {
  const used = new Set(drivers.flatMap((driver) => [...Object.values(flattenFiles(driver).sources), ...Object.values(driver.manifest.archives).flatMap((archive) => Object.values(archive)), driver.manifest.templateFile]));
  const common = Object.keys(drivers[0]?.files ?? {}).filter((name) => name.startsWith('common/') && !/^common\/manifests\/|README\.md$/.test(name));
  expect(common.filter((name) => !used.has(name))).toEqual([]);
});

describe.each(drivers.map((driver) => [driver.folder, driver] as const))('%s', (_folder, driver) => {
  const { manifest } = driver;
  const flat = flattenFiles(driver);
  const hot = readHotTemplate(flat.template);
  const sourcesOf = (name: string) => [manifest.parameters[name] ?? []].flatMap((source) => (typeof source === 'string' ? [source] : Object.values(source)));

  test('has no fault that a check of uploaded drivers would find', () => {
    expect(checkDriver(driver)).toEqual([]);
  });

  test('what its archives hold is there, runs node.sh first, and is named by a title', () => {
    for (const entries of Object.values(manifest.archives)) {
      for (const [target, source] of Object.entries(entries)) {
        expect(driver.files[source], source).toBeDefined();
        const [, step] = /^steps\/\d\d-([a-z0-9-]+)\.sh$/.exec(target) ?? [];
        if (target.startsWith('steps/')) expect(manifest.steps[step ?? ''], target).toBeDefined();
        if (target.startsWith('steps/')) expect(driver.files[source], source).toMatch(/^#!\/bin\/sh\n(# shellcheck [^\n]*\n)*\. \/etc\/jeroboam\/node\.sh\n/);
      }
    }
  });

  test('private keys of authorities reach masters and no minion', () => {
    const minions = JSON.stringify(hot.resources.kube_minions);
    const keys = Object.keys(manifest.parameters).filter((name) => sourcesOf(name).some((source) => /^secrets\..*KeyPem$/.test(source) && !source.includes('Public')));
    for (const key of keys) expect(minions, key).not.toContain(`"${key}"`);
  });

  test('keeps the names that tools of Magnum clusters read', () => {
    for (const name of ['kube_masters', 'kube_minions']) expect(hot.resources[name]?.type).toBe('OS::Heat::ResourceGroup');
    expect(JSON.stringify(hot.resources.kube_minions?.properties?.removal_policies)).toContain('minions_to_remove');
    for (const output of ['api_address', 'kube_masters', 'kube_minions']) expect(hot.outputs[output], output).toBeDefined();
    for (const node of ['kubemaster.yaml', 'kubeminion.yaml']) {
      expect(readHotTemplate(flat.files[node] ?? '').outputs['OS::stack_id'], 'refs_map gives server ids').toBeDefined();
    }
  });

  test('no secret is among the parameters that may be shown', () => {
    const values = sampleValues(driver);
    const { hiddenParameters, ...shown } = renderBundle(driver, values);
    for (const secret of Object.values(values.secrets)) expect(JSON.stringify(shown)).not.toContain(JSON.stringify(secret).slice(1, -1));
    for (const name of Object.keys(hiddenParameters)) expect(hot.parameters[name]?.hidden, name).toBe(true);
  });

  test('3 masters and 1,000 minions are rendered and counted, to the same bundle', () => {
    const values = sampleValues(driver, { masterCount: 3, nodeCount: 1000, masterLbEnabled: true });
    const bundle = renderBundle(driver, values);
    const counts = countResources(bundle);
    expect(counts['OS::Nova::Server']).toBe(1003);
    expect(counts['kubeminion.yaml']).toBe(1000);
    expect(quotaDemand(bundle).serverGroupMembersMax).toBe(1000);
    expect(bundle.sha256).toBe(renderBundle(driver, sampleValues(driver)).sha256);
  });

  test('the quota demand follows the values', () => {
    const demand = (changes: Partial<DriverValues>, labels = {}) => quotaDemand(renderBundle(driver, sampleValues(driver, changes, labels)));
    expect(demand({ masterCount: 3, nodeCount: 2, masterLbEnabled: true, masterFlavorId: 'big' })).toMatchObject({
      serversByFlavor: { big: 3, 'm1.small': 2 },
      serverGroups: 2,
      networks: 1,
      routers: 1,
      ports: 7,
      floatingIps: 6,
      loadBalancers: 1,
      volumes: 0,
    });
    expect(demand({ nodeCount: 2 })).toMatchObject({ ports: 4, floatingIps: 3, loadBalancers: 0 });
    expect(demand({ floatingIpEnabled: false })).toMatchObject({ floatingIps: 0 });
    expect(demand({ fixedNetworkId: 'n', fixedSubnetId: 's' })).toMatchObject({ networks: 0, subnets: 0, routers: 0, ports: 2 });
    const volumes = manifest.parameters.docker_volume_size ? 4 : 0;
    expect(demand({ dockerVolumeSizeGib: 20, nodeCount: 3 })).toMatchObject({ volumes, gigabytes: 20 * volumes });
    expect(demand({}, { server_group_policies: 'none' })).toMatchObject({ serverGroups: 0, serverGroupMembersMax: 0 });
  });
});

const withKubeadm = drivers.filter((driver) => driver.manifest.templateFile.endsWith('/kubecluster.yaml'));

describe.each(withKubeadm.map((driver) => [driver.folder, driver] as const))('%s: who may reach the API', (_folder, driver) => {
  const made = (labels: Record<string, string>, changes: Partial<DriverValues> = {}) => renderBundle(driver, sampleValues(driver, { masterCount: 3, ...changes }, labels));
  const resourcesOf = (bundle: ReturnType<typeof made>, type: string) =>
    walkResources(bundle.template, bundle.files, { ...bundle.parameters, ...bundle.hiddenParameters }).filter((resource) => resource.type === type);
  const toApi = (bundle: ReturnType<typeof made>) =>
    resourcesOf(bundle, 'OS::Neutron::SecurityGroup')
      .flatMap((group) => (group.property('rules') ?? []) as { port_range_min?: number; remote_ip_prefix?: string }[])
      .filter((rule) => rule.port_range_min === 6443)
      .map((rule) => rule.remote_ip_prefix);
  const fromSubnet = (bundle: ReturnType<typeof made>) => resourcesOf(bundle, 'OS::Neutron::SecurityGroupRule').filter((rule) => rule.name === 'secgroup_rule_api_from_subnet');
  const groupsOfMaster = (bundle: ReturnType<typeof made>) => {
    const masters = resourcesOf(bundle, 'OS::Neutron::Port').find((port) => port.name === 'kube_master_ports');
    return masters?.property('security_groups');
  };
  const allowed = { master_lb_allowed_cidrs: '198.51.100.0/24,10.0.0.0/24' };

  test('everybody, unless the label names networks', () => {
    expect(toApi(made({}))).toEqual(['0.0.0.0/0']);
    expect(fromSubnet(made({}))).toEqual([]);
    expect(groupsOfMaster(made({}))).toHaveLength(1);
  });

  test.each([false, true])('with networks named: they, and the nodes’ own subnet, with a load balancer: %s', (masterLbEnabled) => {
    const bundle = made(allowed, { masterLbEnabled });
    expect(toApi(bundle)).toEqual(['198.51.100.0/24', '10.0.0.0/24']);
    const [rule] = fromSubnet(bundle);
    expect(rule?.property('port_range_min')).toBe(6443);
    // In a group of its own: Neutron refuses a rule that its group has already.
    expect(rule?.property('security_group')).toEqual(resourceOf('secgroup_kube_subnet'));
    expect(groupsOfMaster(bundle)).toEqual([resourceOf('secgroup_kube_master'), resourceOf('secgroup_kube_subnet')]);
  });

  test('each network is a rule of the quota', () => {
    const demand = (labels: Record<string, string>) => quotaDemand(made(labels));
    // One group more with its two rules, one rule for the subnet, and of two networks the second.
    expect(demand(allowed).securityGroupRules - demand({}).securityGroupRules).toBe(4);
    expect(demand(allowed).securityGroups - demand({}).securityGroups).toBe(1);
  });
});

function resourceOf(name: string): Unmade {
  return new Unmade(`/${name}`);
}

const onBareMetal = drivers.filter((driver) => driver.manifest.serverTypes.includes('bm'));

test.each(onBareMetal.map((driver) => [driver.folder, driver] as const))('%s on bare metal has no volumes and no server groups', (_folder, driver) => {
  const bundle = renderBundle(driver, sampleValues(driver, { serverType: 'bm', masterCount: 3, dockerVolumeSizeGib: 20 }, { boot_volume_size: '10', etcd_volume_size: '10' }));
  expect(quotaDemand(bundle)).toMatchObject({ volumes: 0, gigabytes: 0, serverGroups: 0 });
  expect(countResources(bundle)['OS::Cinder::VolumeAttachment']).toBeUndefined();
});

test('YAML is written so that it reads the same again, awkward words included', () => {
  const awkward = { version: '2018-08-31', a: 'yes', b: 'off', c: '0755', d: '12:30:45', e: '1_000', f: '~', g: 'null', h: true, i: 493, n: 'n' };
  expect(parseHot(writeHot(awkward))).toEqual(awkward);
  expect(parseHot('a: 0755\nb: off\nc: 2018-08-31\nn: y')).toEqual({ a: 493, b: false, c: '2018-08-31', n: 'y' });
});
