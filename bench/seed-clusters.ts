import { db } from '#lib/db/client.ts';

/**
 * Fills a database with finished clusters for measuring lists: `clusters` of them spread evenly over
 * `projects` (ids `bench-0` …), with plausible names, owners and a mixture of states.
 */
export async function seedClusters({ projects, clusters }: { projects: number; clusters: number }): Promise<void> {
  await db().$executeRaw`
    insert into bundle (sha256, driver_name, driver_version, template, files, environment)
    values ('bench', 'k8s_debian_v1', '1.0.0', '', '{}', '{}') on conflict do nothing`;
  const [template] = await db().$queryRaw<{ id: string }[]>`
    insert into cluster_template (id, project_id, project_name, user_id, user_name, name, coe, server_type, driver_name,
      driver_version, image_id, image_name, cluster_distro, flavor_id, flavor_name, master_flavor_id, master_flavor_name,
      external_network_id, external_network_name, network_driver, updated_at)
    values (gen_random_uuid(), 'bench-0', 'bench-0', 'u', 'bench', 'bench', 'kubernetes', 'vm', 'k8s_debian_v1',
      '1.0.0', 'image', 'debian-12', 'debian', 'f', 'm1.small', 'f', 'm1.small', 'n', 'public', 'flannel', now())
    returning id`;
  if (!template) throw new Error('no template');
  await db().$executeRaw`
    insert into cluster (id, project_id, project_name, user_id, user_name, region, name, template_id, coe, driver_name,
      driver_version, submission_id, master_count, node_count, master_flavor_id, master_flavor_name, flavor_id,
      flavor_name, image_id, image_name, floating_ip_enabled, master_lb_enabled, create_timeout_min, status,
      bundle_sha256, stack_name, stack_id, trust_marker, next_check_at, created_at, updated_at)
    select gen_random_uuid(), 'bench-' || (n % ${projects}), 'project-' || (n % ${projects}), 'user-' || (n % 997),
      'owner-' || (n % 997), 'RegionOne', 'cluster-' || n, ${template.id}::uuid, 'kubernetes',
      case when n % 5 = 0 then 'k8s_ubuntu_v1' else 'k8s_debian_v1' end, '1.0.0', gen_random_uuid(),
      1 + 2 * (n % 2), n % 40, 'f', 'm1.small', 'f', 'm1.small', 'image', 'debian-12', true, false, 60,
      (array['CREATE_COMPLETE','CREATE_COMPLETE','CREATE_COMPLETE','UPDATE_COMPLETE','CREATE_FAILED'])[1 + n % 5],
      'bench', 'cluster-' || n, gen_random_uuid()::text, 'bench',
      now() + interval '1 year', now() - n * interval '1 minute', now()
    from generate_series(1, ${clusters}) as n`;
  await db().$executeRaw`analyze cluster`;
}
