import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { installDriver } from './install-driver.ts';
import { readUpload } from './read-upload.ts';
import type { InstallAnswer } from './view.ts';

/** An uploaded .tar.gz → a driver version, or all that is wrong with it. @throws as installDriver does */
export async function installUpload(scope: Scope, body: ReadableStream<Uint8Array> | null): Promise<InstallAnswer> {
  requireAbility(scope, 'driver:install');
  const { files, faults } = await readUpload(body);
  return faults.length > 0 ? { faults } : installDriver(scope, files);
}
