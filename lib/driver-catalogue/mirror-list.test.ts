import { describe, expect, test } from 'vitest';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { mirrorList } from './mirror-list.ts';

const withKubeadm = (await listDrivers()).filter((driver) => driver.manifest.templateFile.endsWith('/kubecluster.yaml'));
const offered = withKubeadm.flatMap((driver) => driver.manifest.coeVersions.map((version) => [driver.folder, version, driver] as const));

/** What "kubeadm config images list" of these very versions has printed, without its own four. */
const namedByKubeadm: Readonly<Record<string, readonly string[]>> = {
  'v1.20.2': ['registry.k8s.io/coredns:1.7.0', 'registry.k8s.io/etcd:3.4.13-0', 'registry.k8s.io/pause:3.2'],
  'v1.28.15': ['registry.k8s.io/coredns/coredns:v1.10.1', 'registry.k8s.io/etcd:3.5.15-0', 'registry.k8s.io/pause:3.9'],
  'v1.29.15': ['registry.k8s.io/coredns/coredns:v1.11.1', 'registry.k8s.io/etcd:3.5.16-0', 'registry.k8s.io/pause:3.9'],
  'v1.30.14': ['registry.k8s.io/coredns/coredns:v1.11.3', 'registry.k8s.io/etcd:3.5.15-0', 'registry.k8s.io/pause:3.9'],
  'v1.31.14': ['registry.k8s.io/coredns/coredns:v1.11.3', 'registry.k8s.io/etcd:3.5.24-0', 'registry.k8s.io/pause:3.10'],
};

describe.each(offered)('%s with %s', (_folder, version, { manifest, files }) => {
  const list = mirrorList(manifest, version);

  test('a registry that is filled from it starts a control plane', () => {
    const ofKubernetes = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'].map((name) => `registry.k8s.io/${name}:${version}`);
    expect(list).toEqual(expect.arrayContaining(ofKubernetes));
    expect(list.filter((image) => /\/(etcd|pause|coredns):/.test(image)).sort()).toEqual(namedByKubeadm[version]);
  });

  test('it holds what the add-ons of this version run, and of each image one tag', () => {
    const minor = Number(version.split('.')[1]);
    const addons = (files['common/addons/images'] ?? '')
      .split('\n')
      .map((line) => line.split(/ +/))
      .filter(([, from, to, image]) => image?.includes(':') && Number(from) <= minor && minor <= Number(to))
      .map(([, , , image]) => image);
    expect(addons.length).toBeGreaterThan(10);
    expect(list).toEqual(expect.arrayContaining(addons));
    // Nodes ask a registry of one's own for the last part of the name.
    const names = list.map((image) => image.replace(/:[^:]*$/, '').split('/').at(-1));
    expect(new Set(names).size).toBe(names.length);
  });
});
