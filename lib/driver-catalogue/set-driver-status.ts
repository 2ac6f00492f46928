import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { getDriver } from './get-driver.ts';
import { driverSubject } from './driver-subject.ts';
import type { DriverRef, SetDriverStatusInput } from './schema.ts';

/** Clusters keep what they have: a retired version only makes no new ones. @throws FORBIDDEN, NOT_FOUND */
export async function setDriverStatus(scope: Scope, { name, version, status }: SetDriverStatusInput): Promise<DriverRef> {
  requireAbility(scope, 'driver:set-status');
  const { manifest } = await getDriver(name, version);
  if (manifest.status === status) return { name, version };
  await db().$transaction(async (tx) => {
    await tx.driverState.upsert({
      where: { driverName_driverVersion: { driverName: name, driverVersion: version } },
      create: { driverName: name, driverVersion: version, status },
      update: { status, setAt: new Date() },
    });
    await recordAuditEvent(tx, scope, { action: 'driver:set-status', ...driverSubject(manifest), detail: { status, instead: manifest.status } });
  });
  return { name, version };
}
