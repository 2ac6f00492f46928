import { ask } from '../cloud.ts';
import { expect } from '../fixtures.ts';
import { argumentsOf, type RealNode } from '../real-node.ts';
import { networks, volumesGib, zone, type OptionsCluster } from './all-options.ts';

const gib = 2 ** 30;

export async function checkVolumes({ master, minion, cloud }: OptionsCluster): Promise<void> {
  // Where a program of the runtime or of etcd really writes: its own view of the folder.
  const sizeOf = async (node: RealNode, program: string, folder: string) =>
    (await node.shell(`df --block-size=1 --output=fstype,size "/proc/$(pgrep -xo ${program})/root${folder}" | tail -n 1`)).split(/\s+/);
  const mounts = [[master, 'containerd', '/var/lib/containerd', volumesGib.containers], [minion, 'containerd', '/var/lib/containerd', volumesGib.containers], [master, 'etcd', '/var/lib/etcd', volumesGib.etcd]] as const;
  for (const [node, program, folder, sizeGib] of mounts) {
    const [type, bytes] = await sizeOf(node, program, folder);
    expect(type, `${folder} on ${node.name}`).toBe('ext4');
    expect(Number(bytes) / gib / sizeGib).toBeGreaterThan(0.85);
    expect(Number(bytes) / gib / sizeGib).toBeLessThanOrEqual(1);
  }
  expect(await master.run('ls', '/var/lib/etcd/member')).toContain('wal');
  const { volumes } = await ask<{ volumes: { name: string; size: number; status: string }[] }>(cloud, `${cloud.endpoint('volumev3')}/volumes/detail`);
  const ours = volumes.filter((volume) => [master, minion].some(({ name }) => volume.name.startsWith(name)));
  expect(ours.map(({ size, status }) => `${status} ${size}`).sort()).toEqual([`in-use ${volumesGib.etcd}`, `in-use ${volumesGib.containers}`, `in-use ${volumesGib.containers}`]);
}

interface NodeObject {
  metadata: { name: string; labels: Record<string, string> };
  spec: { podCIDR: string; taints?: { key: string; value?: string; effect: string }[] };
  status: { capacity: Record<string, string>; addresses: { type: string; address: string }[] };
}

async function nodeObjects(kubectl: OptionsCluster['kubectl']): Promise<NodeObject[]> {
  return (JSON.parse(await kubectl('get', 'nodes', '-o', 'json')) as { items: NodeObject[] }).items;
}

export async function checkPodNetwork({ master, minion, kubectl }: OptionsCluster): Promise<void> {
  const objects = await nodeObjects(kubectl);
  for (const node of [master, minion]) {
    const own = objects.find(({ metadata }) => metadata.name === node.name);
    const [other] = objects.filter((object) => object !== own);
    const configuration = JSON.parse(await node.run('cat', '/etc/cni/net.d/10-containerd-net.conflist')) as { plugins: { type: string; ipam?: { subnet: string } }[] };
    expect(configuration.plugins[0]).toMatchObject({ type: 'bridge', ipam: { subnet: own?.spec.podCIDR } });
    expect(await node.shell('ip -4 route show proto 77')).toMatch(new RegExp(`^${other?.spec.podCIDR} via ${other?.status.addresses.find(({ type }) => type === 'InternalIP')?.address} dev eth0\\s*$`));
    expect(own?.spec.podCIDR.startsWith('10.177.')).toBe(true);
  }
}

export async function checkNodes({ master, minion, kubectl, cloud }: OptionsCluster): Promise<void> {
  const { servers } = await ask<{ servers: Record<string, string>[] }>(cloud, `${cloud.endpoint('compute')}/servers/detail`);
  for (const { name } of [master, minion]) expect(servers.find((server) => server.name === name)?.['OS-EXT-AZ:availability_zone']).toBe(zone);
  for (const { metadata, spec, status } of await nodeObjects(kubectl)) {
    const taints = spec.taints?.map(({ key, value, effect }) => `${key}=${value ?? ''}:${effect}`) ?? [];
    expect(metadata.labels).toMatchObject({ 'topology.kubernetes.io/zone': zone, ...(metadata.name === minion.name ? { tier: 'gold', disk: 'ssd' } : {}) });
    expect(taints).toEqual([metadata.name === minion.name ? 'dedicated=batch:NoSchedule' : 'node-role.kubernetes.io/master=:NoSchedule']);
    expect(status.capacity.pods).toBe('57');
  }
  expect(await argumentsOf(master, 'kube-apiserver')).toEqual(expect.arrayContaining(['--max-requests-inflight=444', '--authorization-mode=Node,RBAC', `--service-cluster-ip-range=${networks.services}`]));
  expect(await argumentsOf(master, 'kube-controller-manager')).toEqual(expect.arrayContaining(['--node-monitor-grace-period=33s', `--cluster-cidr=${networks.pods}`]));
  expect(await argumentsOf(master, 'kube-scheduler')).toContain('--kube-api-qps=66');
  for (const node of [master, minion]) {
    expect(await node.run('cat', '/var/lib/kubelet/config.yaml')).toMatch(/^cgroupDriver: cgroupfs$/m);
    expect(await node.run('containerd', 'config', 'dump')).toMatch(/SystemdCgroup = false/);
    expect(await node.shell('cat /proc/$(pgrep -xo kube-proxy)/cgroup')).toMatch(/:memory:.*\/kubepods\/besteffort\/pod/);
  }
}
