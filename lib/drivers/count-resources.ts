import { Unmade } from './evaluate-hot.ts';
import type { QuotaDemand, RenderedBundle, ResourceCounts } from './values.ts';
import { type MadeResource, walkResources } from './walk-resources.ts';

/** How many resources of each type Heat will make, those of nested stacks included. Pure. */
export function countResources(bundle: RenderedBundle): ResourceCounts {
  const counts: Record<string, number> = {};
  for (const { type, count } of walk(bundle)) counts[type] = (counts[type] ?? 0) + count;
  return counts;
}

/** Neutron gives each new security group two rules that let everything out, and counts them. */
const defaultRulesPerGroup = 2;

/** What of the project's quota the bundle takes. Pure. */
export function quotaDemand(bundle: RenderedBundle): QuotaDemand {
  const resources = walk(bundle);
  const total = (type: string) => sum(resources.filter((resource) => resource.type === type), () => 1);
  const servers = resources.filter((resource) => resource.type === 'OS::Nova::Server');
  const volumes = resources.filter((resource) => resource.type === 'OS::Cinder::Volume');
  const groups = resources.filter((resource) => resource.type === 'OS::Neutron::SecurityGroup');

  return {
    serversByFlavor: totalBy(servers, (server) => text(server.property('flavor'))),
    serverGroups: total('OS::Nova::ServerGroup'),
    serverGroupMembersMax: Math.max(0, ...Object.values(totalBy(servers, serverGroupOf))),
    networks: total('OS::Neutron::Net'),
    subnets: total('OS::Neutron::Subnet'),
    // A router's inner interface and a load balancer's address are ports of the project, too.
    ports: total('OS::Neutron::Port') + total('OS::Neutron::RouterInterface') + total('OS::Octavia::LoadBalancer'),
    routers: total('OS::Neutron::Router'),
    floatingIps: total('OS::Neutron::FloatingIP'),
    securityGroups: total('OS::Neutron::SecurityGroup'),
    securityGroupRules: total('OS::Neutron::SecurityGroupRule') + sum(groups, (group) => listed(group.property('rules')) + defaultRulesPerGroup),
    volumes: sum(volumes, () => 1),
    gigabytes: sum(volumes, (volume) => Number(volume.property('size')) || 0),
    loadBalancers: total('OS::Octavia::LoadBalancer'),
  };
}

function walk(bundle: RenderedBundle): MadeResource[] {
  return walkResources(bundle.template, bundle.files, { ...bundle.parameters, ...bundle.hiddenParameters });
}

function sum(resources: readonly MadeResource[], amount: (resource: MadeResource) => number): number {
  return resources.reduce((all, resource) => all + resource.count * amount(resource), 0);
}

function totalBy(resources: readonly MadeResource[], keyOf: (resource: MadeResource) => string | null): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key) totals[key] = (totals[key] ?? 0) + resource.count;
  }
  return totals;
}

function serverGroupOf(server: MadeResource): string | null {
  const hints = server.property('scheduler_hints') as { group?: unknown } | null | undefined;
  return hints?.group ? text(hints.group) : null;
}

function text(value: unknown): string {
  return value instanceof Unmade ? value.key : String(value);
}

function listed(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
