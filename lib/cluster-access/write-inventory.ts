import * as yaml from 'js-yaml';
import type { ArchivedFile } from '#lib/tar-archive.ts';

export interface InventoryHost {
  name: string;
  /** Where Ansible reaches it: the floating IP where it has one. */
  address: string;
  /** On the nodes' own network. */
  privateAddress: string;
}

export interface Inventory {
  folder: string;
  clusterName: string;
  sshUser: string;
  masters: readonly InventoryHost[];
  minions: readonly InventoryHost[];
  /** One address before all masters' API; null without one. `shared`: not a load balancer's, so the masters must hold it. */
  loadBalancer: { privateAddress: string; address: string; port: number; shared: boolean } | null;
  settings: InventorySettings;
}

export interface InventorySettings {
  networkDriver: string;
  podCidr: string;
  serviceCidr: string;
  /** As the checked-out Kubespray spells it; empty for its own choice. */
  kubeVersion: string;
  httpProxy: string | null;
  httpsProxy: string | null;
  noProxy: string | null;
  dnsNameservers: readonly string[];
  ntpServers: readonly string[];
  containerInfraPrefix: string | null;
  insecureRegistry: string | null;
}

/**
 * An inventory folder for Kubespray 2.22 and newer (groups kube_control_plane, kube_node, k8s_cluster;
 * https://github.com/kubernetes-sigs/kubespray/tree/master/inventory/sample): only what the cluster decides, the
 * rest stays Kubespray's own choice.
 */
export function writeInventory(inventory: Inventory): ArchivedFile[] {
  const { folder } = inventory;
  const groupVars = `${folder}/group_vars`;
  return [
    { name: `${folder}/inventory.ini`, content: hostsIni(inventory) },
    { name: `${groupVars}/all/all.yml`, content: dump(forAll(inventory)) },
    { name: `${groupVars}/all/offline.yml`, content: dump(forMirror(inventory.settings)) },
    { name: `${groupVars}/all/containerd.yml`, content: dump(forContainerd(inventory.settings)) },
    { name: `${groupVars}/k8s_cluster/k8s-cluster.yml`, content: dump(forCluster(inventory)) },
    { name: `${folder}/README.txt`, content: howTo(inventory) },
  ];
}

function hostsIni({ sshUser, masters, minions }: Inventory): string {
  const line = (host: InventoryHost, extra = '') => `${host.name} ansible_host=${host.address} ip=${host.privateAddress}${extra}`;
  const names = (hosts: readonly InventoryHost[]) => hosts.map((host) => host.name);
  const sections: [string, string[]][] = [
    ['all', [...masters.map((host, index) => line(host, ` etcd_member_name=etcd${index + 1}`)), ...minions.map((host) => line(host))]],
    ['all:vars', [`ansible_user=${sshUser}`]],
    ['kube_control_plane', names(masters)],
    ['etcd', names(masters)],
    // Without minions the masters run the pods, too.
    ['kube_node', names(minions.length > 0 ? minions : masters)],
    ['calico_rr', []],
    ['k8s_cluster:children', ['kube_control_plane', 'kube_node', 'calico_rr']],
  ];
  return `${sections.map(([title, lines]) => [`[${title}]`, ...lines].join('\n')).join('\n\n')}\n`;
}

function forAll({ loadBalancer, settings }: Inventory): Record<string, unknown> {
  return {
    ...(loadBalancer
      ? { loadbalancer_apiserver: { address: loadBalancer.privateAddress, port: loadBalancer.port }, loadbalancer_apiserver_localhost: false }
      : {}),
    ...(settings.httpProxy ? { http_proxy: settings.httpProxy } : {}),
    ...(settings.httpsProxy ? { https_proxy: settings.httpsProxy } : {}),
    // Kubespray names the nodes and its own ranges itself.
    ...(settings.noProxy ? { additional_no_proxy: settings.noProxy } : {}),
    ...(settings.dnsNameservers.length > 0 ? { upstream_dns_servers: [...settings.dnsNameservers] } : {}),
    ...(settings.ntpServers.length > 0
      ? { ntp_enabled: true, ntp_manage_config: true, ntp_servers: settings.ntpServers.map((server) => `${server} iburst`) }
      : {}),
  };
}

function forMirror({ containerInfraPrefix }: InventorySettings): Record<string, unknown> {
  if (!containerInfraPrefix) return {};
  const prefix = containerInfraPrefix.replace(/\/+$/, '');
  return Object.fromEntries(['kube', 'gcr', 'github', 'docker', 'quay'].map((source) => [`${source}_image_repo`, prefix]));
}

function forContainerd({ insecureRegistry }: InventorySettings): Record<string, unknown> {
  if (!insecureRegistry) return {};
  const mirror = { host: `http://${insecureRegistry}`, capabilities: ['pull', 'resolve'], skip_verify: true };
  return { containerd_registries_mirrors: [{ prefix: insecureRegistry, mirrors: [mirror] }] };
}

function forCluster({ loadBalancer, masters, settings }: Inventory): Record<string, unknown> {
  const outside = loadBalancer ? [loadBalancer.privateAddress, loadBalancer.address] : masters.map((host) => host.address);
  return {
    ...(settings.kubeVersion ? { kube_version: settings.kubeVersion } : {}),
    kube_network_plugin: settings.networkDriver,
    kube_pods_subnet: settings.podCidr,
    kube_service_addresses: settings.serviceCidr,
    container_manager: 'containerd',
    ...(loadBalancer?.shared
      ? {
          kube_proxy_strict_arp: true,
          kube_vip_enabled: true,
          kube_vip_controlplane_enabled: true,
          kube_vip_arp_enabled: true,
          kube_vip_address: loadBalancer.privateAddress,
        }
      : {}),
    supplementary_addresses_in_ssl_keys: [...new Set(outside)],
  };
}

function dump(values: Record<string, unknown>): string {
  return Object.keys(values).length > 0 ? `---\n${yaml.dump(values, { lineWidth: -1, noRefs: true })}` : '---\n{}\n';
}

function howTo({ clusterName, folder }: Inventory): string {
  return [
    `The nodes of ${clusterName}, for Kubespray. With this folder beside the playbooks of a Kubespray checkout:`,
    '',
    `    ansible-playbook -i ${folder}/inventory.ini --become cluster.yml`,
    '',
    'Take the file anew when nodes have come or gone.',
    '',
  ].join('\n');
}
