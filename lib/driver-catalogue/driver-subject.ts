import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** How the audit names a driver version. */
export function driverSubject({ name, version, title }: Pick<DriverManifest, 'name' | 'version' | 'title'>): { subjectId: string; subjectName: string } {
  return { subjectId: `${name}@${version}`, subjectName: `${title} ${version}` };
}
