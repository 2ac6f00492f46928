import type { ShownState } from '#lib/clusters/status.ts';
import { joinStates, toResourceState } from './resource-state.ts';
import type { StackResourceView } from './view.ts';

export type GraphGroupKind = 'network' | 'load-balancer' | 'security' | 'masters' | 'minions' | 'storage' | 'other';

/** A resource as the graph draws it; a nested stack is one node which can be opened. */
export interface GraphNode {
  path: string;
  name: string;
  /** What a person calls it: "Server", "Port", "Master 1". */
  title: string;
  type: string;
  state: ShownState;
  status: string;
  reason: string | null;
  physicalResourceId: string | null;
  changedAt: string;
  revision: number;
  /** Resources inside, all levels: 0 for a plain resource. */
  insideCount: number;
  /** Position in its resource group, as Heat numbers it (numbers are never used again). */
  index: number | null;
}

export interface GraphGroup {
  id: string;
  kind: GraphGroupKind;
  title: string;
  state: ShownState;
  /** The resource of the whole group, where the group is one (kube_masters). */
  path: string | null;
  nodes: GraphNode[];
  /** Of the nodes directly in the group. */
  counts: Readonly<Record<ShownState, number>>;
}

/** From what is waited for to what waits: drawn left to right. */
export interface GraphEdge {
  id: string;
  source: string;
  target: string;
}

export interface ResourceGraph {
  groups: GraphGroup[];
  /** Between groups, by group id. */
  groupEdges: GraphEdge[];
  /** Between nodes of one group that is not a grid, by path. */
  nodeEdges: GraphEdge[];
}

const groupTitles: Readonly<Record<GraphGroupKind, string>> = {
  network: 'Network',
  'load-balancer': 'Load balancer',
  security: 'Security',
  masters: 'Masters',
  minions: 'Minions',
  storage: 'Storage',
  other: 'Other',
};

const kindOrder: readonly GraphGroupKind[] = ['network', 'security', 'load-balancer', 'masters', 'minions', 'storage', 'other'];

const typeTitles: Readonly<Record<string, string>> = {
  'OS::Nova::Server': 'Server',
  'OS::Nova::ServerGroup': 'Server group',
  'OS::Neutron::Net': 'Network',
  'OS::Neutron::Subnet': 'Subnet',
  'OS::Neutron::Router': 'Router',
  'OS::Neutron::RouterInterface': 'Router interface',
  'OS::Neutron::Port': 'Port',
  'OS::Neutron::FloatingIP': 'Floating IP',
  'OS::Neutron::FloatingIPAssociation': 'Floating IP association',
  'OS::Neutron::SecurityGroup': 'Security group',
  'OS::Neutron::SecurityGroupRule': 'Security group rule',
  'OS::Cinder::Volume': 'Volume',
  'OS::Cinder::VolumeAttachment': 'Volume attachment',
  'OS::Octavia::LoadBalancer': 'Load balancer',
  'OS::Octavia::Listener': 'Listener',
  'OS::Octavia::Pool': 'Pool',
  'OS::Octavia::PoolMember': 'Pool member',
  'OS::Octavia::HealthMonitor': 'Health monitor',
  'OS::Heat::WaitCondition': 'Wait condition',
  'OS::Heat::WaitConditionHandle': 'Wait condition handle',
  'OS::Heat::SoftwareConfig': 'Software config',
  'OS::Heat::MultipartMime': 'User data',
  'OS::Heat::CloudConfig': 'Cloud config',
  'OS::Heat::RandomString': 'Random string',
  'OS::Heat::Value': 'Value',
  'OS::Heat::ResourceGroup': 'Resource group',
  'OS::Heat::Stack': 'Stack',
};

/** "OS::Neutron::FloatingIP" → "Floating IP"; a nested template → "Nested stack". */
export function titleOfType(type: string): string {
  const known = typeTitles[type];
  if (known) return known;
  if (type.includes('.yaml')) return 'Nested stack';
  const last = type.split('::').at(-1) ?? type;
  return last.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
}

/** What is drawn when the page opens: groups as boxes, each master and minion as one node. */
export function buildResourceGraph(resources: readonly StackResourceView[]): ResourceGraph {
  const tree = indexTree(resources);
  const groups = new Map<string, GraphGroup>();
  const groupIdByName = new Map<string, string>();

  for (const resource of tree.childrenOf('')) {
    const kind = kindOf(resource, tree);
    const isGrid = isResourceGroup(resource);
    // Two resource groups of one kind stay two boxes; single resources of a kind share one.
    const id = isGrid ? `group:${resource.path}` : kind;
    const group = groups.get(id) ?? emptyGroup(id, kind, isGrid ? resource : null);
    groups.set(id, group);
    groupIdByName.set(resource.name, id);
    if (!isGrid) group.nodes.push(toNode(resource, tree));
    else for (const member of tree.childrenOf(resource.path)) group.nodes.push(toNode(member, tree, kind));
  }

  const drawn = [...groups.values()].map((group) => finish(group, tree));
  drawn.sort((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || a.id.localeCompare(b.id));
  return { groups: drawn, groupEdges: groupEdges(tree, groupIdByName), nodeEdges: nodeEdges(tree, groupIdByName, groups) };
}

/** The resources directly inside an opened node, with the edges between them. */
export function openNode(resources: readonly StackResourceView[], path: string): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const tree = indexTree(resources);
  const inside = tree.childrenOf(path);
  return { nodes: inside.map((resource) => toNode(resource, tree)), edges: edgesAmong(inside) };
}

interface Tree {
  childrenOf(path: string): StackResourceView[];
  byPath: ReadonlyMap<string, StackResourceView>;
  insideCount(path: string): number;
}

function indexTree(resources: readonly StackResourceView[]): Tree {
  const byPath = new Map<string, StackResourceView>();
  const children = new Map<string, StackResourceView[]>();
  for (const resource of resources) {
    if (resource.removed) continue;
    byPath.set(resource.path, resource);
    const siblings = children.get(resource.parentPath);
    if (siblings) siblings.push(resource);
    else children.set(resource.parentPath, [resource]);
  }
  for (const siblings of children.values()) siblings.sort(byNumberThenName);
  const insideCount = (path: string): number => {
    let count = 0;
    for (const child of children.get(path) ?? []) count += 1 + insideCount(child.path);
    return count;
  };
  return { byPath, childrenOf: (path) => children.get(path) ?? [], insideCount };
}

function byNumberThenName(a: StackResourceView, b: StackResourceView): number {
  const left = Number(a.name);
  const right = Number(b.name);
  if (Number.isInteger(left) && Number.isInteger(right)) return left - right;
  return a.name.localeCompare(b.name);
}

function isResourceGroup(resource: StackResourceView): boolean {
  return resource.type === 'OS::Heat::ResourceGroup';
}

function kindOf(resource: StackResourceView, tree: Tree): GraphGroupKind {
  // By the end of the name: kube_master_ports are what masters need, not masters.
  if (isResourceGroup(resource) && /(?:masters?|control_plane|managers?)$/.test(resource.name)) return 'masters';
  if (isResourceGroup(resource) && /(?:minions?|workers?|nodes?)$/.test(resource.name)) return 'minions';
  const types = [resource.type, ...typesInside(resource.path, tree)];
  if (types.some((type) => type.startsWith('OS::Octavia::'))) return 'load-balancer';
  if (/^api_|_lb$|lb_|loadbalancer/.test(resource.name) && !types.includes('OS::Nova::Server')) return 'load-balancer';
  if (types.some((type) => type.includes('Security') || type === 'OS::Nova::ServerGroup')) return 'security';
  if (types.some((type) => type.startsWith('OS::Neutron::'))) return 'network';
  if (types.some((type) => type.startsWith('OS::Cinder::'))) return 'storage';
  return 'other';
}

function typesInside(path: string, tree: Tree): string[] {
  return tree.childrenOf(path).flatMap((child) => [child.type, ...(child.name === '0' ? typesInside(child.path, tree) : [])]);
}

function emptyGroup(id: string, kind: GraphGroupKind, resource: StackResourceView | null): GraphGroup {
  const named = resource && (kind === 'masters' || kind === 'minions') ? groupTitles[kind] : resource && titleOfName(resource.name);
  return { id, kind, title: named ?? groupTitles[kind], state: 'waiting', path: resource?.path ?? null, nodes: [], counts: noCounts() };
}

/** kube_master_ports → "Master ports" */
function titleOfName(name: string): string {
  const words = name.replace(/^kube[_-]/, '').replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function noCounts(): Record<ShownState, number> {
  return { ready: 0, working: 0, waiting: 0, degraded: 0, failed: 0, gone: 0 };
}

function finish(group: GraphGroup, tree: Tree): GraphGroup {
  const counts = noCounts();
  for (const node of group.nodes) counts[node.state] += 1;
  const own = group.path === null ? undefined : tree.byPath.get(group.path);
  const states = group.nodes.map((node) => node.state);
  const title = group.path === null ? titleOfShared(group, tree) : group.title;
  return { ...group, title, counts, state: joinStates(own ? [toResourceState(own), ...states] : states) };
}

const scriptTypes = new Set(['OS::Heat::SoftwareConfig', 'OS::Heat::CloudConfig', 'OS::Heat::MultipartMime']);

/** A box of single resources is named by what is really in it. */
function titleOfShared(group: GraphGroup, tree: Tree): string {
  const types = group.nodes.flatMap((node) => [node.type, ...typesInside(node.path, tree)]);
  if (group.kind === 'load-balancer' && !types.some((type) => type.startsWith('OS::Octavia::'))) return 'API address';
  if (group.kind === 'other' && types.every((type) => scriptTypes.has(type))) return 'Scripts';
  return group.title;
}

function toNode(resource: StackResourceView, tree: Tree, kind?: GraphGroupKind): GraphNode {
  const index = /^[0-9]+$/.test(resource.name) ? Number(resource.name) : null;
  const role = kind === 'masters' ? 'Master' : kind === 'minions' ? 'Minion' : null;
  return {
    path: resource.path,
    name: resource.name,
    title: role && index !== null ? `${role} ${index}` : titleOfType(resource.type),
    type: resource.type,
    state: toResourceState(resource),
    status: resource.status,
    reason: resource.reason,
    physicalResourceId: resource.physicalResourceId,
    changedAt: resource.changedAt,
    revision: resource.revision,
    insideCount: tree.insideCount(resource.path),
    index,
  };
}

function groupEdges(tree: Tree, groupIdByName: ReadonlyMap<string, string>): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const resource of tree.childrenOf('')) {
    const target = groupIdByName.get(resource.name);
    for (const name of resource.requires) {
      const source = groupIdByName.get(name);
      if (!source || !target || source === target) continue;
      // Two boxes may wait for parts of each other; the first direction found is drawn.
      if (edges.has(`${target}→${source}`)) continue;
      edges.set(`${source}→${target}`, { id: `${source}→${target}`, source, target });
    }
  }
  return [...edges.values()];
}

function nodeEdges(
  tree: Tree,
  groupIdByName: ReadonlyMap<string, string>,
  groups: ReadonlyMap<string, GraphGroup>,
): GraphEdge[] {
  const top = tree.childrenOf('').filter((resource) => groups.get(groupIdByName.get(resource.name) ?? '')?.path === null);
  return edgesAmong(top).filter((edge) => groupIdByName.get(edge.source) === groupIdByName.get(edge.target));
}

function edgesAmong(siblings: readonly StackResourceView[]): GraphEdge[] {
  const pathByName = new Map(siblings.map((resource) => [resource.name, resource.path]));
  return siblings.flatMap((resource) =>
    resource.requires.flatMap((name) => {
      const source = pathByName.get(name);
      return source ? [{ id: `${source}→${resource.path}`, source, target: resource.path }] : [];
    }),
  );
}
