import 'server-only';
import { db } from '#lib/db/client.ts';
import { quotaDemand } from '#lib/drivers/count-resources.ts';
import type { QuotaDemand, RenderedBundle } from '#lib/drivers/values.ts';
import { PortalError } from '#lib/errors.ts';
import type { Flavor } from '#lib/openstack/nova/types.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { getQuotaUsage } from '#lib/quotas/get-quota-usage.ts';
import { projectBill } from '#lib/quotas/project-bill.ts';
import type { QuotaUsage } from '#lib/quotas/view.ts';

/** @throws QUOTA_EXCEEDED, naming each quota with what is needed, used and allowed */
export function requireQuota(demand: QuotaDemand, flavors: readonly Flavor[], usage: QuotaUsage): void {
  const bill = projectBill(demand, flavors, usage);
  if (bill.blockedBecause) throw new PortalError({ code: 'QUOTA_EXCEEDED', userMessage: bill.blockedBecause });
}

/** The same for a cluster that has its row: from the bundle it was made with. */
export async function requireQuotaOfCluster(scope: Scope, clusterId: string): Promise<void> {
  const [row, flavors, usage] = await Promise.all([
    db().cluster.findUniqueOrThrow({ where: { id: clusterId }, include: { bundle: true } }),
    scope.nova.listFlavors(),
    getQuotaUsage(scope),
  ]);
  const bundle: RenderedBundle = {
    driverName: row.driverName,
    driverVersion: row.driverVersion,
    template: row.bundle.template,
    files: row.bundle.files as Record<string, string>,
    environment: row.bundle.environment as Record<string, unknown>,
    parameters: row.parameters as RenderedBundle['parameters'],
    hiddenParameters: {},
    sha256: row.bundleSha256,
  };
  requireQuota(quotaDemand(bundle), flavors, usage);
}
