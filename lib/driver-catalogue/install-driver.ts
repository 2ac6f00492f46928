import 'server-only';
import { createHash } from 'node:crypto';
import { recordAuditEvent } from '#lib/audit/record-audit-event.ts';
import { requireAbility } from '#lib/auth/policy.ts';
import { db, Prisma } from '#lib/db/client.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { listCommonFiles } from '#lib/drivers/list-drivers.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { allDrivers } from './all-drivers.ts';
import { askHeat } from './ask-heat.ts';
import { checkUpload } from './check-upload.ts';
import { driverSubject } from './driver-subject.ts';
import type { InstallAnswer } from './view.ts';

/**
 * Takes a driver version in, for every replica and at once. Nothing is stored of one with faults. A version that is
 * there never changes: a corrected driver is another version.
 * @param files path in the driver's folder to text, `common/…` where it brings that along
 * @throws FORBIDDEN; what Heat throws when it cannot be asked
 */
export async function installDriver(scope: Scope, files: Readonly<Record<string, string>>): Promise<InstallAnswer> {
  requireAbility(scope, 'driver:install');
  const checked = checkUpload(files, await listCommonFiles());
  if (!checked.ok) return { faults: checked.faults };
  const { driver } = checked;
  const { name, version, title } = driver.manifest;
  if ((await allDrivers({ name, version })).length > 0) return { faults: [taken(driver)] };
  const refused = await askHeat(scope, driver);
  if (refused.length > 0) return { faults: refused };

  const sha256 = createHash('sha256').update(JSON.stringify(Object.entries(driver.files).sort())).digest('hex');
  try {
    await db().$transaction(async (tx) => {
      await tx.installedDriver.create({
        data: { name, version, title, files: driver.files, sha256, installedById: scope.userId, installedByName: scope.userName },
      });
      await recordAuditEvent(tx, scope, { action: 'driver:install', ...driverSubject(driver.manifest), detail: { driver: `${name} ${version}` } });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { faults: [taken(driver)] };
    throw error;
  }
  return { installed: { name, version, title } };
}

function taken({ manifest }: Driver): string {
  return `There is a version ${manifest.version} of ${manifest.name} already, and a version never changes. Give yours another number in driver.yaml.`;
}
