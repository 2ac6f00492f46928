import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { driverSubject } from './driver-subject.ts';
import { getCatalogueDriver } from './get-driver.ts';
import type { DriverRef } from './schema.ts';

/** Takes an installed version away that nothing was made from. @throws FORBIDDEN, NOT_FOUND, INVALID_STATE */
export async function removeDriver(scope: Scope, { name, version }: DriverRef): Promise<DriverRef> {
  requireAbility(scope, 'driver:remove');
  const { driver, installed } = await getCatalogueDriver(name, version);
  const { title } = driver.manifest;
  if (!installed) throw inUse(`${title} ${version} came with the portal and cannot be removed. Retire it instead.`);
  await db().$transaction(async (tx) => {
    const where = { driverName: name, driverVersion: version };
    const [clusters, templates] = await Promise.all([tx.cluster.count({ where }), tx.clusterTemplate.count({ where })]);
    if (clusters + templates > 0) {
      throw inUse(`${title} ${version} is used by ${counted(clusters, 'cluster')} and ${counted(templates, 'cluster template')}. Retire it instead.`);
    }
    await tx.installedDriver.deleteMany({ where: { name, version } });
    await tx.driverState.deleteMany({ where });
    await tx.driverDefault.deleteMany({ where });
    await recordAuditEvent(tx, scope, { action: 'driver:remove', ...driverSubject(driver.manifest) });
  });
  return { name, version };
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

function inUse(userMessage: string): PortalError {
  return new PortalError({ code: 'INVALID_STATE', userMessage });
}
