import 'server-only';
import { loadClusterSecrets } from '#lib/certificates/load-cluster-secrets.ts';
import type { Cluster } from '#lib/db/generated/client.ts';
import { PortalError } from '#lib/errors.ts';
import { logger } from '#lib/logger.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { readTemplateOf } from './ensure-secrets.ts';
import { rolesToLend } from './ensure-trust.ts';

/** As the nodes' scripts name it, too (drivers/common/fragments/apply-addons.sh). */
const credentialName = (clusterId: string) => `jeroboam-${clusterId}`;

/** What the cloud's controllers in a cluster need: servers, networks, volumes; load balancers. */
const controllerRoles = ['member', 'load-balancer_member'];

/**
 * The application credential by which the controllers of a cluster sign in to the cloud, where it has any (Cinder CSI,
 * OpenStack's cloud provider): with these roles only, and not able to make others. It is the creator's own: Keystone
 * lets nobody make one for somebody else, and none by a trust.
 * @throws INVALID_STATE for anybody but who created the cluster
 */
export async function ensureCloudCredential(scope: Scope, row: Cluster): Promise<void> {
  if (!(await wantsCredential(scope, row))) return;
  if (scope.userId !== row.userId) {
    throw new PortalError({
      code: 'INVALID_STATE',
      userMessage: `The machines of ${row.name} sign in to the cloud for ${row.userName}, who created it, so only ${row.userName} can go on with it.`,
    });
  }
  const { cloudCredentialSecret } = await loadClusterSecrets(row.id);
  const roles = controllerRoles.filter((role) => scope.roles.includes(role));
  await scope.keystone.createApplicationCredential({
    name: credentialName(row.id),
    secret: cloudCredentialSecret,
    roleNames: roles.length > 0 ? roles : rolesToLend(scope.roles),
    description: `Controllers of the cluster ${row.name}`,
  });
}

/** Only its owner can take it back; another's delete leaves it, worth nothing without its secret. */
export async function removeCloudCredential(scope: Scope, row: Cluster): Promise<void> {
  if (scope.userId !== row.userId) return;
  try {
    if (await wantsCredential(scope, row)) await scope.keystone.deleteApplicationCredential(credentialName(row.id));
  } catch (error) {
    logger.warn({ err: error, clusterId: row.id }, 'application credential not deleted');
  }
}

async function wantsCredential(scope: Scope, row: Cluster): Promise<boolean> {
  const labels = row.effectiveLabels as Record<string, string>;
  if (labels.cloud_provider_enabled === 'true') return true;
  const { coe, volumeDriver } = await readTemplateOf(scope, row.templateId);
  return coe === 'kubernetes' && volumeDriver === 'cinder';
}
