import 'server-only';
import { z } from 'zod';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import { getCluster } from '#lib/clusters/get-cluster.ts';
import { requireOwnProject } from '#lib/clusters/require-own-project.ts';
import type { ClusterView } from '#lib/clusters/view.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { gzipArchive } from './gzip-archive.ts';
import { readAccessKind } from './read-access-kind.ts';
import { toFileName } from './to-file-name.ts';
import { writeInventory, type InventorySettings } from './write-inventory.ts';

const addressSchema = z.union([z.ipv4(), z.ipv6()]);
const hostSchema = z
  .object({ name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/), address: addressSchema, private_address: addressSchema })
  .transform((host) => ({ name: host.name, address: host.address, privateAddress: host.private_address }));

/** The output `inventory` of a driver whose access is `inventory`. */
const inventoryOutputSchema = z.object({
  masters: z.array(hostSchema).min(1),
  minions: z.array(hostSchema),
  load_balancer: z.union([
    z
      .object({ private_address: addressSchema, address: addressSchema, port: z.coerce.number().int(), shared: z.boolean() })
      .transform(({ private_address: privateAddress, ...rest }) => ({ privateAddress, ...rest })),
    // Heat's way to say that there is none.
    z.literal('').transform(() => null),
  ]),
});

export interface InventoryFile {
  fileName: string;
  archive: Uint8Array<ArrayBuffer>;
}

/**
 * inventory.ini and group_vars from the addresses that the stack has now and the template's values. No secret is in it.
 * @throws PortalError NOT_FOUND, FORBIDDEN (another project's), INVALID_STATE (other access, no nodes yet)
 */
export async function makeInventory(scope: Scope, clusterId: string): Promise<InventoryFile> {
  const cluster = await getCluster(scope, clusterId);
  requireOwnProject(scope, cluster);
  if ((await readAccessKind(cluster)) !== 'inventory') {
    throw new PortalError({ code: 'INVALID_STATE', userMessage: `${cluster.name} is reached in another way. See the tab Access of its page.` });
  }
  const [template, nodes] = await Promise.all([getClusterTemplate(scope, cluster.templateId), readNodes(scope, cluster)]);
  const folder = `${toFileName(cluster.name)}-inventory`;
  const files = writeInventory({
    folder,
    clusterName: cluster.name,
    sshUser: cluster.effectiveLabels.ssh_user ?? 'ubuntu',
    masters: nodes.masters,
    minions: nodes.minions,
    loadBalancer: nodes.load_balancer,
    settings: toSettings(template, cluster.effectiveLabels),
  });
  return { fileName: `${folder}.tar.gz`, archive: await gzipArchive(files) };
}

async function readNodes(scope: Scope, cluster: ClusterView) {
  const outputs = cluster.stackId ? (await scope.heat.getStack({ name: cluster.stackName, id: cluster.stackId })).outputs : {};
  const parsed = inventoryOutputSchema.safeParse(outputs.inventory);
  if (parsed.success) return parsed.data;
  throw new PortalError({
    code: 'INVALID_STATE',
    userMessage: `The nodes of ${cluster.name} have no addresses yet. Wait until the cluster is created, then try again.`,
    message: `output inventory of stack ${cluster.stackName}: ${parsed.error.message}`,
  });
}

function toSettings(template: ClusterTemplateView, labels: Readonly<Record<string, string>>): InventorySettings {
  return {
    networkDriver: template.networkDriver,
    podCidr: labels.pod_cidr ?? '10.233.64.0/18',
    serviceCidr: labels.service_cluster_ip_range ?? '10.233.0.0/18',
    kubeVersion: labels.kube_version ?? '',
    httpProxy: template.httpProxy,
    httpsProxy: template.httpsProxy,
    noProxy: template.noProxy,
    dnsNameservers: template.dnsNameservers,
    ntpServers: template.ntpServers,
    containerInfraPrefix: template.containerInfraPrefix,
    insecureRegistry: template.insecureRegistry,
  };
}
