import type { QuotaDemand } from '#lib/drivers/values.ts';
import { quotaKeys, quotaSpecs, type Bill, type BillRow, type QuotaKey, type QuotaUsage } from './view.ts';

interface FlavorSize {
  id: string;
  vcpus: number;
  ramMib: number;
}

/** What a cluster takes from each quota beside what is used and allowed. Pure, and safe for the browser. */
export function projectBill(demand: QuotaDemand, flavors: readonly FlavorSize[], usage: QuotaUsage): Bill {
  const sizes = new Map(flavors.map((flavor) => [flavor.id, flavor]));
  const unknownFlavorIds = Object.keys(demand.serversByFlavor).filter((id) => !sizes.has(id));
  const takes = demandByKey(demand, sizes);
  const rows = quotaKeys.map((key) => billRow(key, takes[key], usage));
  const sentences = rows.flatMap((row) => row.sentence ?? []);
  return {
    rows,
    unknownFlavorIds,
    blockedBecause:
      sentences.length === 0
        ? null
        : `${sentences.join(' ')} Make the cluster smaller, free something, or ask the operator for a higher quota.`,
  };
}

function demandByKey(demand: QuotaDemand, sizes: ReadonlyMap<string, FlavorSize>): Record<QuotaKey, number> {
  let instances = 0;
  let cores = 0;
  let ramMib = 0;
  for (const [flavorId, count] of Object.entries(demand.serversByFlavor)) {
    instances += count;
    cores += count * (sizes.get(flavorId)?.vcpus ?? 0);
    ramMib += count * (sizes.get(flavorId)?.ramMib ?? 0);
  }
  return {
    instances,
    cores,
    ramMib,
    serverGroups: demand.serverGroups,
    serverGroupMembers: demand.serverGroupMembersMax,
    networks: demand.networks,
    subnets: demand.subnets,
    ports: demand.ports,
    routers: demand.routers,
    floatingIps: demand.floatingIps,
    securityGroups: demand.securityGroups,
    securityGroupRules: demand.securityGroupRules,
    volumes: demand.volumes,
    gigabytes: demand.gigabytes,
    loadBalancers: demand.loadBalancers,
  };
}

function billRow(key: QuotaKey, takes: number, usage: QuotaUsage): BillRow {
  const spec = quotaSpecs[key];
  const known = usage.rows.find((row) => row.key === key);
  const used = known?.used ?? null;
  const limit = known?.limit ?? null;
  const fit = fitOf(takes, used, limit);
  const shown = (figure: number) => Math.round((figure / spec.perUnit) * 10) / 10;
  return {
    key,
    title: spec.title,
    unit: spec.unit,
    used: used === null ? null : shown(used),
    thisCluster: shown(takes),
    limit: limit === null ? null : limit < 0 ? -1 : shown(limit),
    fit,
    sentence: fit === 'exceeds' ? sentenceFor(key, shown(takes), shown(used ?? 0), shown(limit ?? 0)) : null,
  };
}

function sentenceFor(key: QuotaKey, takes: number, used: number, limit: number): string {
  const need = `The cluster needs ${takes} ${quotaSpecs[key].noun}`;
  // Counted for each group, so what other groups hold does not matter.
  return key === 'serverGroupMembers' ? `${need}; ${limit} are allowed.` : `${need}; ${used} of ${limit} are in use.`;
}

function fitOf(takes: number, used: number | null, limit: number | null): BillRow['fit'] {
  if (takes === 0) return limit !== null && limit < 0 ? 'unlimited' : 'fits';
  if (limit === null) return 'unknown';
  if (limit < 0) return 'unlimited';
  if (used === null) return takes > limit ? 'exceeds' : 'unknown';
  return used + takes > limit ? 'exceeds' : 'fits';
}
