import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkLabels } from './check-labels.ts';
import { countResources, quotaDemand } from './count-resources.ts';
import { flattenFiles } from './flatten-files.ts';
import { readHotTemplate } from './hot-template.ts';
import { parseHot, writeHot } from './hot-yaml.ts';
import { listDrivers } from './list-drivers.ts';
import { deriveValues, renderBundle } from './render-bundle.ts';
import { testValues } from './test-values.ts';

const drivers = await listDrivers();
const mostParameters = 40;

test('there is a driver', () => {
  expect(drivers.length).toBeGreaterThan(0);
});

describe.each(drivers.map((driver) => [driver.folder, driver] as const))('%s', (_folder, driver) => {
  const { manifest } = driver;
  const flat = flattenFiles(driver);
  const hot = readHotTemplate(flat.template);
  const templates = [flat.template, ...Object.entries(flat.files).filter(([name]) => name.endsWith('.yaml')).map(([, text]) => text)];
  const sourcesOf = (name: string) => [manifest.parameters[name] ?? []].flatMap((source) => (typeof source === 'string' ? [source] : Object.values(source)));

  test('has a README', () => {
    expect(driver.files['README.md']?.length).toBeGreaterThan(200);
  });

  test('every parameter is mapped or has a default, and every mapping meets a parameter', () => {
    for (const [name, parameter] of Object.entries(hot.parameters)) {
      expect(manifest.parameters[name] !== undefined || parameter.default !== undefined, name).toBe(true);
    }
    expect(Object.keys(manifest.parameters).filter((name) => hot.parameters[name] === undefined)).toEqual([]);
  });

  test('every mapping names a field that exists, and a field that may be empty meets a parameter with a default', () => {
    const values = { ...testValues(driver), derived: deriveValues(testValues(driver), manifest) };
    for (const name of Object.keys(manifest.parameters)) {
      for (const source of sourcesOf(name)) {
        const value = source.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values);
        expect(value, `${name} ← ${source}`).not.toBeUndefined();
        if (value === null && typeof manifest.parameters[name] === 'string') expect(hot.parameters[name]?.default, name).toBeDefined();
      }
    }
  });

  test(`has at most ${mostParameters} parameters, says the HOT's version, and every output it maps exists`, () => {
    expect(Object.keys(hot.parameters).length).toBeLessThanOrEqual(mostParameters);
    expect(hot.heat_template_version).toBe(manifest.heatTemplateVersion);
    for (const text of templates) expect(readHotTemplate(text).heat_template_version).toBe(manifest.heatTemplateVersion);
    for (const output of Object.keys(manifest.outputs)) expect(hot.outputs[output], output).toBeDefined();
  });

  test('secrets go only to hidden parameters without default, in nested templates too, and never to an output', () => {
    const secret = Object.keys(manifest.parameters).filter((name) => sourcesOf(name).some((source) => source.startsWith('secrets.')));
    expect(secret.length).toBeGreaterThan(0);
    for (const text of templates) {
      const template = readHotTemplate(text);
      for (const name of secret) {
        const parameter = template.parameters[name];
        if (!parameter) continue;
        expect(parameter.hidden, name).toBe(true);
        expect(parameter.default, name).toBeUndefined();
      }
      for (const name of Object.keys(template.parameters).filter((name) => template.parameters[name]?.hidden)) {
        expect(JSON.stringify(template.outputs)).not.toContain(`"${name}"`);
      }
      expect(JSON.stringify(template.outputs)).not.toMatch(/curl_cli|wait_handle/);
    }
  });

  test('private keys of authorities reach masters and no minion', () => {
    const minion = readHotTemplate(flat.files['kubeminion.yaml'] ?? '');
    const keys = Object.keys(manifest.parameters).filter((name) => sourcesOf(name).some((source) => /^secrets\..*KeyPem$/.test(source) && !source.includes('Public')));
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(minion.parameters[key], key).toBeUndefined();
    expect(JSON.stringify(hot.resources.kube_minions)).not.toMatch(new RegExp(keys.map((key) => `"${key}"`).join('|')));
  });

  test('keeps the names that tools of Magnum clusters read', () => {
    for (const name of ['kube_masters', 'kube_minions']) expect(hot.resources[name]?.type).toBe('OS::Heat::ResourceGroup');
    expect(JSON.stringify(hot.resources.kube_minions?.properties?.removal_policies)).toContain('minions_to_remove');
    for (const output of ['api_address', 'registry_address', 'kube_masters', 'kube_masters_private', 'kube_minions', 'kube_minions_private']) {
      expect(hot.outputs[output], output).toBeDefined();
    }
    for (const node of ['kubemaster.yaml', 'kubeminion.yaml']) {
      expect(readHotTemplate(flat.files[node] ?? '').outputs['OS::stack_id'], 'refs_map gives server ids').toBeDefined();
    }
  });

  test('every file that is named is in the bundle and every file of the bundle is named', () => {
    const all = templates.join('\n');
    for (const name of Object.keys(flat.files)) expect(all, name).toMatch(new RegExp(`(get_file|type): ${name.replaceAll('.', '\\.')}\\b`));
    expect(all).not.toMatch(/(get_file|type): \.\./);
  });

  test('fragments pass shellcheck and bash -n and hold nothing but ASCII', () => {
    const fragments = Object.keys(driver.files).filter((name) => name.endsWith('.sh'));
    expect(fragments.length).toBeGreaterThan(0);
    const onDisk = fragments.map((name) => path.join('drivers', name.startsWith('common/') ? '' : driver.folder, name));
    execFileSync('shellcheck', ['-x', '-P', 'drivers/common/boot', '-P', 'drivers/common/fragments', '-P', 'drivers/common/kubernetes', ...onDisk], { stdio: 'pipe' });
    for (const [index, file] of onDisk.entries()) {
      execFileSync('bash', ['-n', file], { stdio: 'pipe' });
      // Heat takes multipart pieces apart without undoing the base64 that other letters would cause.
      expect(driver.files[fragments[index] ?? ''], file).toMatch(/^[\x00-\x7f]*$/);
      expect(driver.files[fragments[index] ?? ''], file).toMatch(/^#!\/bin\/sh\n/);
    }
  });

  test('labels: each default is good, each is read by the HOT, and each Kubernetes version is said to be proven or not', () => {
    const defaults = Object.fromEntries(manifest.labels.map((spec) => [spec.key, spec.default]));
    expect(checkLabels(manifest.labels, defaults).fieldErrors).toEqual({});
    const used = new Set(Object.keys(manifest.parameters).flatMap(sourcesOf));
    for (const spec of manifest.labels) expect(used.has(`labels.${spec.key}`), spec.key).toBe(true);
    expect([...manifest.proven.booted, ...manifest.proven.renderedOnly].sort()).toEqual([...manifest.coeVersions].sort());
  });

  test('the same values render to the same bundle, whatever the size of the cluster', () => {
    const small = renderBundle(driver, testValues(driver));
    const large = renderBundle(driver, testValues(driver, { masterCount: 3, nodeCount: 1000, masterLbEnabled: true }));
    expect(renderBundle(driver, testValues(driver))).toEqual(small);
    expect(large.sha256).toBe(small.sha256);
    expect(small.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('no secret is among the parameters that may be shown', () => {
    const values = testValues(driver);
    const { hiddenParameters, ...shown } = renderBundle(driver, values);
    for (const secret of Object.values(values.secrets)) expect(JSON.stringify(shown)).not.toContain(JSON.stringify(secret).slice(1, -1));
    const hidden = Object.values(hiddenParameters).flatMap((value) => (value.startsWith('{') ? Object.values(JSON.parse(value) as Record<string, string>) : [value]));
    expect([...new Set(hidden)].sort()).toEqual(Object.values(values.secrets).sort());
  });

  test('3 masters and 1,000 minions render within 50 ms and are counted within 100 ms', () => {
    const values = testValues(driver, { masterCount: 3, nodeCount: 1000, masterLbEnabled: true });
    const median = (run: () => unknown) => {
      const times = Array.from({ length: 9 }, () => {
        const started = performance.now();
        run();
        return performance.now() - started;
      });
      return times.sort((a, b) => a - b)[4] ?? Infinity;
    };
    const bundle = renderBundle(driver, values);
    expect(median(() => renderBundle({ ...driver }, values))).toBeLessThan(50);
    expect(median(() => countResources(bundle))).toBeLessThan(100);
    const counts = countResources(bundle);
    expect(counts['OS::Nova::Server']).toBe(1003);
    expect(counts['kubeminion.yaml']).toBe(1000);
    expect(quotaDemand(bundle).serverGroupMembersMax).toBe(1000);
  });

  test('the quota demand follows the values', () => {
    const demand = (changes: Parameters<typeof testValues>[1], labels = {}) => quotaDemand(renderBundle(driver, testValues(driver, changes, labels)));
    expect(demand({ masterCount: 3, nodeCount: 2, masterLbEnabled: true, masterFlavorId: 'big' })).toMatchObject({
      serversByFlavor: { big: 3, 'm1.small': 2 },
      serverGroups: 2,
      serverGroupMembersMax: 3,
      networks: 1,
      routers: 1,
      ports: 7,
      floatingIps: 6,
      loadBalancers: 1,
      volumes: 0,
    });
    expect(demand({ masterCount: 1, nodeCount: 2 })).toMatchObject({ ports: 4, floatingIps: 3, loadBalancers: 0 });
    expect(demand({ floatingIpEnabled: false })).toMatchObject({ floatingIps: 0 });
    expect(demand({ floatingIpEnabled: false, masterLbEnabled: true }, { master_lb_floating_ip_enabled: 'true' })).toMatchObject({ floatingIps: 1 });
    expect(demand({ fixedNetworkId: 'n', fixedSubnetId: 's' })).toMatchObject({ networks: 0, subnets: 0, routers: 0, ports: 2 });
    expect(demand({ dockerVolumeSizeGib: 20, nodeCount: 3 }, { boot_volume_size: '10' })).toMatchObject({ volumes: 8, gigabytes: 120 });
    expect(demand({}, { server_group_policies: 'none' })).toMatchObject({ serverGroups: 0, serverGroupMembersMax: 0 });
  });
});

test('YAML is written so that it reads the same again, awkward words included', () => {
  const awkward = { version: '2018-08-31', a: 'yes', b: 'off', c: '0755', d: '12:30:45', e: '1_000', f: '~', g: 'null', h: true, i: 493, n: 'n' };
  expect(parseHot(writeHot(awkward))).toEqual(awkward);
  expect(parseHot('a: 0755\nb: off\nc: 2018-08-31\nn: y')).toEqual({ a: 493, b: false, c: '2018-08-31', n: 'y' });
});
