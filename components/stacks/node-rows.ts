import type { ShownState } from '#lib/clusters/status.ts';
import type { ClusterView } from '#lib/clusters/view.ts';
import { explainFailure } from '#lib/stacks/explain-failure.ts';
import type { ResourceGraph } from '#lib/stacks/resource-graph.ts';
import type { NodeBootView, StackResourceView } from '#lib/stacks/view.ts';

export interface NodeRow {
  /** Path of the node in its resource group: kube_minions/3 */
  path: string;
  role: 'master' | 'minion';
  index: number;
  name: string;
  state: ShownState;
  /** The node's server, once Heat has made it. */
  serverPath: string | null;
  serverId: string | null;
  serverStatus: string | null;
  address: string | null;
  createdAt: string | null;
  /** Why it failed, in a sentence. */
  failure: string | null;
  /** Its set-up, once it has told of it. */
  boot: NodeBootView | null;
}

/** One row per master and minion, masters first. */
export function toNodeRows(
  graph: ResourceGraph,
  resources: ReadonlyMap<string, StackResourceView>,
  boots: ReadonlyMap<string, NodeBootView>,
  cluster: Pick<ClusterView, 'masterAddresses' | 'nodeAddresses'>,
): NodeRow[] {
  const servers = new Map<string, StackResourceView>();
  const troubles = new Map<string, StackResourceView>();
  for (const resource of resources.values()) {
    if (resource.removed) continue;
    const node = resource.path.split('/').slice(0, 2).join('/');
    if (resource.type === 'OS::Nova::Server') servers.set(node, resource);
    // The deepest failure says most.
    if (resource.status.endsWith('_FAILED') && resource.path.length >= (troubles.get(node)?.path.length ?? 0)) troubles.set(node, resource);
  }
  return graph.groups.flatMap((group) => {
    if (group.kind !== 'masters' && group.kind !== 'minions') return [];
    const role = group.kind === 'masters' ? 'master' : 'minion';
    const addresses = role === 'master' ? cluster.masterAddresses : cluster.nodeAddresses;
    return group.nodes.map((node, position): NodeRow => {
      const server = servers.get(node.path);
      const trouble = troubles.get(node.path);
      return {
        path: node.path,
        role,
        index: node.index ?? position,
        name: node.title,
        state: node.state,
        serverPath: server?.path ?? null,
        serverId: server?.physicalResourceId ?? null,
        serverStatus: server?.status ?? null,
        address: addresses[position] ?? null,
        createdAt: server?.physicalResourceId ? server.changedAt : null,
        failure: trouble ? explainFailure({ path: trouble.path, resourceName: trouble.name, resourceType: trouble.type, reason: trouble.reason ?? '' }).reason : null,
        boot: boots.get(node.path) ?? null,
      };
    });
  });
}
