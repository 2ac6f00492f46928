import { demoNodes, type kubectlOf } from '../real-cluster.ts';
import type { Session } from '../cloud.ts';
import type { RealNode } from '../real-node.ts';

/** A template of which everything that nodes act on is set, where it can be with one cluster and without images that no registry here has. */
export const proxy = 'http://172.24.0.1:3128';
export const mirror = '172.24.0.1:5001';
export const plainRegistry = '172.24.0.1:5002';
export const zone = 'nova';
export const networks = { nodes: '10.77.0.0/24', pods: '10.177.0.0/16', services: '10.97.0.0/16' };
export const volumesGib = { containers: 3, etcd: 1 };

export const options = {
  ...demoNodes,
  nodes: { 'Docker volume': String(volumesGib.containers), 'Docker storage driver': 'overlay', 'Volume driver': 'cinder' },
  surroundings: { 'HTTP proxy': proxy, 'HTTPS proxy': proxy, 'Not through the proxy': 'registry.example.org, .intranet.example.org', 'Insecure registry': plainRegistry },
  labels: {
    ...demoNodes.labels,
    fixed_subnet_cidr: networks.nodes,
    flannel_network_cidr: networks.pods,
    service_cluster_ip_range: networks.services,
    etcd_volume_size: String(volumesGib.etcd),
    cgroup_driver: 'cgroupfs',
    kubelet_options: '--max-pods=57',
    kubeapi_options: '--max-requests-inflight=444',
    kubecontroller_options: '--node-monitor-grace-period=33s',
    kubescheduler_options: '--kube-api-qps=66',
    node_labels: 'tier=gold,disk=ssd',
    node_taints: 'dedicated=batch:NoSchedule',
    keystone_auth_enabled: 'true',
  },
};

/** A cluster that was made with them: one master, one minion. */
export interface OptionsCluster {
  master: RealNode;
  minion: RealNode;
  kubectl: ReturnType<typeof kubectlOf>;
  kubeconfig: string;
  /** Of its project. */
  cloud: Session;
  /** What proxy and mirror have logged since before it was there. */
  proxied: () => string[];
  pulled: () => string[];
}
