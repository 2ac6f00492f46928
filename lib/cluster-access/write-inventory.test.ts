import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as yaml from 'js-yaml';
import { expect, test } from 'vitest';
import { gzipArchive } from './gzip-archive.ts';
import { writeInventory, type Inventory } from './write-inventory.ts';

const host = (name: string, last: number) => ({ name, address: `192.0.2.${last}`, privateAddress: `10.0.0.${last}` });
const bare: Inventory = {
  folder: 'web-inventory',
  clusterName: 'web',
  sshUser: 'ubuntu',
  masters: [host('web-master-0', 10)],
  minions: [],
  loadBalancer: null,
  settings: {
    networkDriver: 'calico',
    podCidr: '10.233.64.0/18',
    serviceCidr: '10.233.0.0/18',
    kubeVersion: '',
    httpProxy: null,
    httpsProxy: null,
    noProxy: null,
    dnsNameservers: [],
    ntpServers: [],
    containerInfraPrefix: null,
    insecureRegistry: null,
  },
};
const full: Inventory = {
  ...bare,
  masters: [host('web-master-0', 10), host('web-master-1', 11), host('web-master-2', 12)],
  minions: [host('web-minion-0', 20), host('web-minion-1', 21)],
  loadBalancer: { privateAddress: '10.0.0.5', address: '192.0.2.5', port: 6443, shared: false },
  settings: {
    ...bare.settings,
    kubeVersion: '1.32.5',
    httpProxy: 'http://proxy.example:3128',
    httpsProxy: 'http://proxy.example:3128',
    noProxy: '.example',
    dnsNameservers: ['192.0.2.53'],
    ntpServers: ['192.0.2.123'],
    containerInfraPrefix: 'mirror.example/k8s/',
    insecureRegistry: '192.0.2.1:5002',
  },
};

const textOf = (inventory: Inventory, name: string) => writeInventory(inventory).find((file) => file.name === `web-inventory/${name}`)?.content ?? '';
const groupVars = (inventory: Inventory, name: string) => yaml.load(textOf(inventory, `group_vars/${name}`));

test('inventory.ini names each node once, in the groups of its role', () => {
  expect(textOf(full, 'inventory.ini')).toBe(`[all]
web-master-0 ansible_host=192.0.2.10 ip=10.0.0.10 etcd_member_name=etcd1
web-master-1 ansible_host=192.0.2.11 ip=10.0.0.11 etcd_member_name=etcd2
web-master-2 ansible_host=192.0.2.12 ip=10.0.0.12 etcd_member_name=etcd3
web-minion-0 ansible_host=192.0.2.20 ip=10.0.0.20
web-minion-1 ansible_host=192.0.2.21 ip=10.0.0.21

[all:vars]
ansible_user=ubuntu

[kube_control_plane]
web-master-0
web-master-1
web-master-2

[etcd]
web-master-0
web-master-1
web-master-2

[kube_node]
web-minion-0
web-minion-1

[calico_rr]

[k8s_cluster:children]
kube_control_plane
kube_node
calico_rr
`);
});

test('without minions the masters run the pods', () => {
  expect(textOf(bare, 'inventory.ini')).toContain('[kube_node]\nweb-master-0\n');
});

test('group_vars hold what the template decides and nothing else', () => {
  expect(groupVars(full, 'all/all.yml')).toEqual({
    loadbalancer_apiserver: { address: '10.0.0.5', port: 6443 },
    loadbalancer_apiserver_localhost: false,
    http_proxy: 'http://proxy.example:3128',
    https_proxy: 'http://proxy.example:3128',
    additional_no_proxy: '.example',
    upstream_dns_servers: ['192.0.2.53'],
    ntp_enabled: true,
    ntp_manage_config: true,
    ntp_servers: ['192.0.2.123 iburst'],
  });
  expect(groupVars(full, 'all/offline.yml')).toMatchObject({ kube_image_repo: 'mirror.example/k8s', quay_image_repo: 'mirror.example/k8s' });
  expect(groupVars(full, 'all/containerd.yml')).toEqual({
    containerd_registries_mirrors: [
      { prefix: '192.0.2.1:5002', mirrors: [{ host: 'http://192.0.2.1:5002', capabilities: ['pull', 'resolve'], skip_verify: true }] },
    ],
  });
  expect(groupVars(full, 'k8s_cluster/k8s-cluster.yml')).toEqual({
    kube_version: '1.32.5',
    kube_network_plugin: 'calico',
    kube_pods_subnet: '10.233.64.0/18',
    kube_service_addresses: '10.233.0.0/18',
    container_manager: 'containerd',
    supplementary_addresses_in_ssl_keys: ['10.0.0.5', '192.0.2.5'],
  });
  for (const name of ['all/all.yml', 'all/offline.yml', 'all/containerd.yml']) expect(groupVars(bare, name)).toEqual({});
  expect(groupVars(bare, 'k8s_cluster/k8s-cluster.yml')).not.toHaveProperty('kube_version');
});

test('an address without a load balancer is held by the masters themselves', () => {
  const shared: Inventory = { ...full, loadBalancer: { privateAddress: '10.0.0.5', address: '192.0.2.5', port: 6443, shared: true } };
  expect(groupVars(full, 'k8s_cluster/k8s-cluster.yml')).not.toHaveProperty('kube_vip_enabled');
  expect(groupVars(shared, 'k8s_cluster/k8s-cluster.yml')).toMatchObject({ kube_vip_enabled: true, kube_vip_address: '10.0.0.5', kube_proxy_strict_arp: true });
});

test('the archive opens with tar into one folder', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'inventory-'));
  try {
    writeFileSync(path.join(folder, 'i.tar.gz'), await gzipArchive(writeInventory(full)));
    execFileSync('tar', ['-xzf', 'i.tar.gz'], { cwd: folder });
    expect(existsSync(path.join(folder, 'web-inventory/group_vars/k8s_cluster/k8s-cluster.yml'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
