import { describe, expect, it } from 'vitest';
import type { QuotaDemand } from '#lib/drivers/values.ts';
import { projectBill } from './project-bill.ts';
import { quotaKeys, type QuotaKey, type QuotaUsage } from './view.ts';

const nothing: QuotaDemand = {
  serversByFlavor: {}, serverGroups: 0, serverGroupMembersMax: 0, networks: 0, subnets: 0, ports: 0, routers: 0,
  floatingIps: 0, securityGroups: 0, securityGroupRules: 0, volumes: 0, gigabytes: 0, loadBalancers: 0,
};
const flavors = [
  { id: 'small', vcpus: 1, ramMib: 2048 },
  { id: 'large', vcpus: 4, ramMib: 8192 },
];

function usage(given: Partial<Record<QuotaKey, [used: number | null, limit: number | null]>>): QuotaUsage {
  return {
    rows: quotaKeys.map((key) => ({ key, used: given[key]?.[0] ?? 0, limit: given[key] ? given[key][1] : -1 })),
    failures: [],
  };
}

function row(bill: ReturnType<typeof projectBill>, key: QuotaKey) {
  const found = bill.rows.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no row ${key}`);
  return found;
}

describe('projectBill', () => {
  it('adds servers, cores and RAM over all flavors, RAM in GiB', () => {
    const bill = projectBill({ ...nothing, serversByFlavor: { small: 3, large: 5 } }, flavors, usage({ cores: [2, 40], ramMib: [512, 102_400] }));
    expect(row(bill, 'instances').thisCluster).toBe(8);
    expect(row(bill, 'cores')).toMatchObject({ used: 2, thisCluster: 23, limit: 40, fit: 'fits' });
    expect(row(bill, 'ramMib')).toMatchObject({ used: 0.5, thisCluster: 46, limit: 100, unit: 'GiB' });
  });

  it('fits when it takes the last one, and blocks when it takes one more', () => {
    const six = { ...nothing, serversByFlavor: { small: 6 } };
    expect(projectBill(six, flavors, usage({ instances: [4, 10] })).blockedBecause).toBeNull();
    const blocked = projectBill(six, flavors, usage({ instances: [5, 10] }));
    expect(row(blocked, 'instances').fit).toBe('exceeds');
    expect(blocked.blockedBecause).toContain('The cluster needs 6 servers; 5 of 10 are in use.');
  });

  it('names every quota that does not suffice', () => {
    const bill = projectBill({ ...nothing, routers: 1, floatingIps: 2 }, flavors, usage({ routers: [1, 1], floatingIps: [0, 1] }));
    expect(bill.rows.filter((each) => each.fit === 'exceeds').map((each) => each.key)).toEqual(['routers', 'floatingIps']);
    expect(bill.blockedBecause).toMatch(/routers.*floating IPs/);
  });

  it('holds the members of one server group against their own limit, whatever other groups hold', () => {
    const bill = projectBill({ ...nothing, serverGroupMembersMax: 11 }, flavors, usage({ serverGroupMembers: [0, 10] }));
    expect(row(bill, 'serverGroupMembers').sentence).toBe('The cluster needs 11 members in one server group; 10 are allowed.');
  });

  it('does not block on what is unknown or unlimited, and says which it is', () => {
    const bill = projectBill({ ...nothing, loadBalancers: 1, ports: 900 }, flavors, usage({ loadBalancers: [2, null] }));
    expect(row(bill, 'loadBalancers').fit).toBe('unknown');
    expect(row(bill, 'ports').fit).toBe('unlimited');
    expect(bill.blockedBecause).toBeNull();
  });

  it('blocks on a limit that is too small in itself even when usage is unknown', () => {
    const unknown = usage({});
    unknown.rows = unknown.rows.map((each) => (each.key === 'volumes' ? { key: 'volumes', used: null, limit: 2 } : each));
    expect(projectBill({ ...nothing, volumes: 3 }, flavors, unknown).blockedBecause).toContain('3 volumes');
  });

  it('never blocks on a quota the cluster does not draw on, even one already exceeded', () => {
    expect(projectBill(nothing, flavors, usage({ networks: [12, 10] })).blockedBecause).toBeNull();
  });

  it('names flavors it could not size', () => {
    expect(projectBill({ ...nothing, serversByFlavor: { gone: 2 } }, flavors, usage({})).unknownFlavorIds).toEqual(['gone']);
  });
});
