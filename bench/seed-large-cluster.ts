import { randomUUID } from 'node:crypto';
import { db } from '#lib/db/client.ts';

/** A resource as a driver's stack has it; `seconds` after the start it was complete. */
export interface SeedResource {
  path: string;
  type: string;
  requires: string[];
  seconds: number;
}

/** The stack of a cluster in the shape of the first driver: about 8 resources for each node. */
export function clusterResources({ masters, minions }: { masters: number; minions: number }): SeedResource[] {
  const resources: SeedResource[] = [];
  const add = (path: string, type: string, seconds: number, ...requires: string[]) => resources.push({ path, type, requires, seconds });
  add('private_network', 'OS::Neutron::Net', 3);
  add('private_subnet', 'OS::Neutron::Subnet', 5, 'private_network');
  add('extrouter', 'OS::Neutron::Router', 5);
  add('extrouter_inside', 'OS::Neutron::RouterInterface', 8, 'extrouter', 'private_subnet');
  add('secgroup_kube_master', 'OS::Neutron::SecurityGroup', 4);
  add('secgroup_kube_minion', 'OS::Neutron::SecurityGroup', 4);
  add('secgroup_rule_kubelet_from_minion', 'OS::Neutron::SecurityGroupRule', 6, 'secgroup_kube_master', 'secgroup_kube_minion');
  add('secgroup_rule_flannel_vxlan_from_minion', 'OS::Neutron::SecurityGroupRule', 6, 'secgroup_kube_master', 'secgroup_kube_minion');
  add('master_nodes_server_group', 'OS::Nova::ServerGroup', 3);
  add('worker_nodes_server_group', 'OS::Nova::ServerGroup', 3);
  add('api_lb', 'OS::Octavia::LoadBalancer', 24, 'private_subnet');
  add('api_listener', 'OS::Octavia::Listener', 28, 'api_lb');
  add('api_pool', 'OS::Octavia::Pool', 32, 'api_listener');
  add('api_monitor', 'OS::Octavia::HealthMonitor', 35, 'api_pool');
  add('api_floating', 'OS::Neutron::FloatingIP', 27, 'api_lb', 'extrouter_inside');
  for (const script of ['prepare_kernel', 'configure_proxy', 'install_runtime', 'install_kubelet']) add(script, 'OS::Heat::SoftwareConfig', 2);
  add('kube_masters', 'OS::Heat::ResourceGroup', 190, 'api_pool', 'secgroup_kube_master', 'extrouter_inside', 'master_nodes_server_group', 'prepare_kernel');
  add('kube_minions', 'OS::Heat::ResourceGroup', 330, 'kube_masters', 'secgroup_kube_minion', 'worker_nodes_server_group');
  for (let index = 0; index < masters; index += 1) addNode(add, 'kube_masters', 'master', index, 40 + index * 3, 150);
  for (let index = 0; index < minions; index += 1) addNode(add, 'kube_minions', 'minion', index, 195 + (index % 40), 90);
  return resources;
}

function addNode(
  add: (path: string, type: string, seconds: number, ...requires: string[]) => void,
  group: string,
  role: 'master' | 'minion',
  index: number,
  begin: number,
  bootSeconds: number,
): void {
  const inside = `${group}/${index}`;
  add(inside, `kube${role}.yaml`, begin + bootSeconds);
  add(`${inside}/${role}_wait_handle`, 'OS::Heat::WaitConditionHandle', begin + 1);
  add(`${inside}/kube_${role}_eth0`, 'OS::Neutron::Port', begin + 4);
  add(`${inside}/agent_config`, 'OS::Heat::SoftwareConfig', begin + 1, `${role}_wait_handle`);
  add(`${inside}/kube_${role}_init`, 'OS::Heat::MultipartMime', begin + 2, 'agent_config');
  add(`${inside}/docker_volume`, 'OS::Cinder::Volume', begin + 8);
  add(`${inside}/kube-${role}`, 'OS::Nova::Server', begin + 20, `kube_${role}_eth0`, `kube_${role}_init`);
  add(`${inside}/docker_volume_attach`, 'OS::Cinder::VolumeAttachment', begin + 26, 'docker_volume', `kube-${role}`);
  add(`${inside}/${role}_wait_condition`, 'OS::Heat::WaitCondition', begin + bootSeconds, `kube-${role}`, `${role}_wait_handle`);
}

export interface LargeCluster {
  projectId: string;
  projectName: string;
  masters: number;
  minions: number;
  /** Seconds into the creation that are shown; past the end it is complete. */
  atSeconds?: number;
}

/** Inserts a cluster that no stack stands behind, with its resources and events. @returns its id */
export async function seedLargeCluster(wanted: LargeCluster): Promise<string> {
  const { masters, minions } = wanted;
  const resources = clusterResources({ masters, minions });
  const last = Math.max(...resources.map((resource) => resource.seconds));
  const at = wanted.atSeconds ?? last;
  const status = at >= last ? 'CREATE_COMPLETE' : 'CREATE_IN_PROGRESS';
  const startedAt = new Date(Date.now() - at * 1000 - (at >= last ? 3_600_000 : 0));
  const clusterId = await insertCluster(wanted, status, startedAt, at >= last ? new Date(startedAt.getTime() + last * 1000) : null);

  const begins = beginnings(resources);
  const rows = resources.map((resource) => {
    const parts = resource.path.split('/');
    const begun = at >= (begins.get(resource.path) ?? 0);
    const done = at >= resource.seconds;
    return {
      ...resource,
      parent: parts.slice(0, -1).join('/'),
      name: parts.at(-1) ?? '',
      id: begun ? randomUUID() : null,
      status: done ? 'CREATE_COMPLETE' : begun ? 'CREATE_IN_PROGRESS' : 'INIT_COMPLETE',
      changedAt: new Date(startedAt.getTime() + Math.min(at, resource.seconds) * 1000),
    };
  });
  await db().$executeRaw`
    insert into stack_resource (cluster_id, path, parent_path, resource_name, resource_type, physical_resource_id, status,
      reason, requires, changed_at, revision)
    select ${clusterId}::uuid, r.path, r.parent, r.name, r.type, r.id, r.status, '',
      array(select jsonb_array_elements_text(r.requires)), r."changedAt"::timestamptz, 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(path text, parent text, name text, type text, id text, status text, requires jsonb, "changedAt" text)`;
  const events = rows.flatMap((row) =>
    row.id === null
      ? []
      : [
          { ...row, status: 'CREATE_IN_PROGRESS', at: new Date(startedAt.getTime() + Math.max(0, row.seconds - 20) * 1000) },
          ...(row.status === 'CREATE_COMPLETE' ? [{ ...row, at: row.changedAt }] : []),
        ],
  );
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  await db().$executeRaw`
    insert into stack_event (cluster_id, revision, event_id, path, resource_name, resource_type, physical_resource_id,
      status, reason, event_at)
    select ${clusterId}::uuid, 1, gen_random_uuid()::text, e.path, e.name, e.type, e.id, e.status, 'state changed', e.at::timestamptz
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as e(path text, name text, type text, id text, status text, at text)`;
  await db().$executeRaw`analyze stack_resource`;
  await db().$executeRaw`analyze stack_event`;
  return clusterId;
}

/** Seconds after the start at which each path began: a group and a node with the first of what is inside. */
function beginnings(resources: readonly SeedResource[]): Map<string, number> {
  const begins = new Map<string, number>();
  for (const { path, seconds } of resources.toReversed()) {
    const own = Math.max(1, Math.min(seconds - 20, begins.get(path) ?? Infinity));
    begins.set(path, own);
    const parent = path.split('/').slice(0, -1).join('/');
    if (parent) begins.set(parent, Math.min(own, begins.get(parent) ?? Infinity));
  }
  return begins;
}

async function insertCluster(wanted: LargeCluster, status: string, startedAt: Date, endedAt: Date | null): Promise<string> {
  const { projectId, projectName, masters, minions } = wanted;
  await db().$executeRaw`
    insert into bundle (sha256, driver_name, driver_version, template, files, environment)
    values ('bench', 'k8s_debian_v1', '1.0.0', '', '{}', '{}') on conflict do nothing`;
  const [row] = await db().$queryRaw<{ id: string }[]>`
    with template as (
      insert into cluster_template (id, project_id, project_name, user_id, user_name, name, coe, server_type, driver_name,
        driver_version, image_id, image_name, cluster_distro, flavor_id, flavor_name, master_flavor_id, master_flavor_name,
        external_network_id, external_network_name, network_driver, updated_at)
      values (gen_random_uuid(), ${projectId}, ${projectName}, 'bench', 'bench', 'large', 'kubernetes', 'vm',
        'k8s_debian_v1', '1.0.0', 'image', 'debian-12', 'debian', 'f', 'm1.small', 'f', 'm1.medium', 'n', 'public', 'flannel', now())
      returning id
    )
    insert into cluster (id, project_id, project_name, user_id, user_name, region, name, template_id, coe, coe_version,
      driver_name, driver_version, submission_id, master_count, node_count, master_flavor_id, master_flavor_name, flavor_id,
      flavor_name, image_id, image_name, floating_ip_enabled, master_lb_enabled, create_timeout_min, status, api_address,
      bundle_sha256, stack_name, stack_id, trust_marker, revision, next_check_at, created_at, updated_at,
      action_started_at, action_ended_at)
    select gen_random_uuid(), ${projectId}, ${projectName}, 'bench', 'bench', 'RegionOne',
      'large-' || substr(gen_random_uuid()::text, 1, 6), template.id, 'kubernetes', 'v1.30.14', 'k8s_debian_v1', '1.0.0',
      gen_random_uuid(), ${masters}, ${minions}, 'f', 'm1.medium', 'f', 'm1.small', 'image', 'debian-12', true, true, 60,
      ${status}, ${endedAt ? 'https://192.0.2.10:6443' : null}, 'bench', 'large', gen_random_uuid()::text,
      'bench', 1, now() + interval '1 year', ${startedAt}, now(), ${startedAt}, ${endedAt}
    from template returning id`;
  if (!row) throw new Error('the cluster was not inserted');
  return row.id;
}

// node --conditions=react-server --import tsx bench/seed-large-cluster.ts <project id> <project name> [minions] [seconds into the creation]
if (import.meta.filename === process.argv[1]) {
  const [, , projectId, projectName, minions = '1000', seconds] = process.argv;
  if (!projectId || !projectName) throw new Error('Give a project id and a project name.');
  const clusterId = await seedLargeCluster({
    projectId,
    projectName,
    masters: 3,
    minions: Number(minions),
    ...(seconds ? { atSeconds: Number(seconds) } : {}),
  });
  process.stdout.write(`${clusterId}\n`);
  await db().$disconnect();
}
