import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as yaml from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { kubernetesFaults } from './test-kubernetes-schema.ts';

/** The add-ons are data of no driver in particular. They are checked against the API's own definitions and have not been run. */
const folder = path.join(process.cwd(), 'drivers', 'common', 'addons');
const manifests = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');

interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  roleRef?: { kind: string; name: string };
  subjects?: { kind: string; name: string; namespace?: string }[];
  spec?: { selector?: { matchLabels?: Record<string, string> }; template?: PodTemplate };
}
interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: {
    serviceAccountName?: string;
    volumes?: { name: string; configMap?: { name: string }; secret?: { secretName: string } }[];
    containers: Container[];
    initContainers?: Container[];
  };
}
interface Container {
  name: string;
  image: string;
  volumeMounts?: { name: string }[];
}

const imageTable = text('images')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [placeholder = '', from = '', to = '', image = ''] = line.split(/ +/);
    return { placeholder, from: Number(from), to: Number(to), image };
  });

test('there are network, cloud and sign-in add-ons', () => {
  expect(manifests).toEqual(['calico.yaml', 'cinder-csi.yaml', 'cloud-provider.yaml', 'flannel.yaml', 'keystone-auth.yaml']);
});

describe.each(manifests)('%s', (name) => {
  const objects = yaml.loadAll(text(name)) as KubernetesObject[];
  const named = (kind: string, wanted: string) => objects.some((object) => object.kind === kind && object.metadata.name === wanted);
  const workloads = objects.flatMap((object) => (object.spec?.template ? [{ object, pod: object.spec.template }] : []));
  const containers = workloads.flatMap(({ pod }) => [...(pod.spec.initContainers ?? []), ...pod.spec.containers]);

  test('every object is one that Kubernetes 1.20.2 takes, without an unknown field', () => {
    expect(objects.length).toBeGreaterThan(2);
    expect(objects.flatMap((object) => kubernetesFaults(object).map((fault) => `${object.metadata.name}: ${fault}`))).toEqual([]);
  });

  test('who is bound to a role exists, and so does the role; workloads find their pods, accounts and volumes', () => {
    const builtIn = new Set(['view', 'extension-apiserver-authentication-reader']);
    for (const { roleRef, subjects } of objects) {
      if (!roleRef) continue;
      expect(builtIn.has(roleRef.name) || named(roleRef.kind, roleRef.name), roleRef.name).toBe(true);
      for (const subject of subjects ?? []) if (subject.kind === 'ServiceAccount') expect(named('ServiceAccount', subject.name), subject.name).toBe(true);
    }
    expect(workloads.length).toBeGreaterThan(0);
    for (const { object, pod } of workloads) {
      expect(pod.metadata.labels).toMatchObject(object.spec?.selector?.matchLabels ?? { missing: 'selector' });
      expect(named('ServiceAccount', pod.spec.serviceAccountName ?? ''), object.metadata.name).toBe(true);
      const volumes = new Set((pod.spec.volumes ?? []).map((volume) => volume.name));
      for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
        for (const mount of container.volumeMounts ?? []) expect(volumes.has(mount.name), `${object.metadata.name}: ${mount.name}`).toBe(true);
      }
      for (const volume of pod.spec.volumes ?? []) {
        if (volume.configMap) expect(named('ConfigMap', volume.configMap.name), volume.configMap.name).toBe(true);
        if (volume.secret) expect(volume.secret.secretName).toBe('cloud-config');
      }
    }
  });

  test('every image is a placeholder that the table knows once for each Kubernetes version', () => {
    expect(containers.length).toBeGreaterThan(0);
    for (const { image } of containers) {
      const rows = imageTable.filter((row) => row.placeholder === image).sort((left, right) => left.from - right.from);
      expect(rows.length, image).toBeGreaterThan(0);
      expect([rows[0]?.from, rows.at(-1)?.to], image).toEqual([0, 99]);
      for (const [index, row] of rows.entries()) if (index > 0) expect(row.from, image).toBe((rows[index - 1]?.to ?? 0) + 1);
    }
  });

  test('nobody but the cluster\'s own project is let in, and no role is the administrator\'s', () => {
    for (const { roleRef, subjects } of objects) {
      expect(roleRef?.name).not.toBe('cluster-admin');
      for (const subject of subjects ?? []) if (subject.kind !== 'ServiceAccount') expect(subject).toMatchObject({ kind: 'Group', name: 'PROJECT_ID' });
    }
    const wildcards = objects.filter((object) => object.kind.endsWith('Role') && JSON.stringify(object).includes('"verbs":["*"]'));
    expect(wildcards).toEqual([]);
  });
});

test('the table names whole images with a tag, each used by an add-on', () => {
  const all = manifests.map(text).join('\n');
  for (const { placeholder, image } of imageTable) {
    expect(image).toMatch(/^[a-z0-9.]+(\/[a-z0-9-]+)+:v\d+\.\d+\.\d+$/);
    expect(all).toContain(`image: ${placeholder}\n`);
  }
});

test('a wrong object is seen', () => {
  const [account] = yaml.loadAll(text('flannel.yaml')) as KubernetesObject[];
  expect(kubernetesFaults({ ...account, secret: 1 })).toEqual(['ServiceAccount.secret is unknown']);
  expect(kubernetesFaults({ apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector: {}, template: { spec: { containers: [{ image: 1 }] } } } })).toEqual([
    'DaemonSet.spec.template.spec.containers[0].name is missing',
    'DaemonSet.spec.template.spec.containers[0].image is no string',
  ]);
  expect(kubernetesFaults({ apiVersion: 'extensions/v1beta1', kind: 'DaemonSet' })).toEqual(['extensions/v1beta1 DaemonSet is not among the definitions']);
});
