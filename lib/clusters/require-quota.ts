import 'server-only';
import { PortalError } from '#lib/errors.ts';
import type { QuotaDemand } from '#lib/drivers/values.ts';
import type { Flavor } from '#lib/openstack/nova/types.ts';
import { projectBill } from '#lib/quotas/project-bill.ts';
import type { QuotaUsage } from '#lib/quotas/view.ts';

/** @throws QUOTA_EXCEEDED, naming each quota with what is needed, used and allowed */
export function requireQuota(demand: QuotaDemand, flavors: readonly Flavor[], usage: QuotaUsage): void {
  const bill = projectBill(demand, flavors, usage);
  if (bill.blockedBecause) throw new PortalError({ code: 'QUOTA_EXCEEDED', userMessage: bill.blockedBecause });
}
