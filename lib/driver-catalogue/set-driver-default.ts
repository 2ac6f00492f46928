import 'server-only';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db } from '#lib/db/client.ts';
import { PortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { allDrivers } from './all-drivers.ts';
import { driverSubject } from './driver-subject.ts';
import { cloudKey } from './preferred-versions.ts';
import type { SetDriverDefaultInput } from './schema.ts';

/** The version of a driver that this project's members are offered first. @throws FORBIDDEN, NOT_FOUND, INVALID_STATE */
export async function setProjectDefault(scope: Scope, input: SetDriverDefaultInput): Promise<SetDriverDefaultInput> {
  return setDefault(scope, 'driver:set-default', scope.projectId, input);
}

/** The version that every project is offered first, unless it has chosen another. @throws FORBIDDEN, NOT_FOUND, INVALID_STATE */
export async function setCloudDefault(scope: Scope, input: SetDriverDefaultInput): Promise<SetDriverDefaultInput> {
  return setDefault(scope, 'driver:set-cloud-default', cloudKey, input);
}

async function setDefault(
  scope: Scope,
  ability: 'driver:set-default' | 'driver:set-cloud-default',
  projectId: string,
  { name, version }: SetDriverDefaultInput,
): Promise<SetDriverDefaultInput> {
  requireAbility(scope, ability);
  const versions = (await allDrivers({ name })).map(({ driver }) => driver.manifest);
  const manifest = version === null ? versions[0] : versions.find((each) => each.version === version);
  if (!manifest) throw new PortalError({ code: 'NOT_FOUND', userMessage: `This portal has no driver ${name}${version ? ` in version ${version}` : ''}.` });
  if (version !== null && manifest.status === 'retired') {
    throw new PortalError({ code: 'INVALID_STATE', userMessage: `${manifest.title} ${version} is retired: it makes no new clusters.` });
  }
  await db().$transaction(async (tx) => {
    const key = { projectId_driverName: { projectId, driverName: name } };
    if (version === null) await tx.driverDefault.deleteMany({ where: { projectId, driverName: name } });
    else await tx.driverDefault.upsert({ where: key, create: { projectId, driverName: name, driverVersion: version }, update: { driverVersion: version, setAt: new Date() } });
    await recordAuditEvent(tx, scope, { action: ability, ...driverSubject(manifest), detail: version === null ? { status: 'without a choice' } : {} });
  });
  return { name, version };
}
