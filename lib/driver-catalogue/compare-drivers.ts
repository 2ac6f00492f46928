import 'server-only';
import { requireAbility } from '#lib/auth/policy.ts';
import { compareFiles } from '#lib/drivers/compare-files.ts';
import type { Driver } from '#lib/drivers/driver.ts';
import { writeHot } from '#lib/drivers/hot-yaml.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import { sampleValues } from '#lib/drivers/sample-values.ts';
import { usedFiles } from '#lib/drivers/used-files.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { getDriver } from './get-driver.ts';
import type { DriverComparison } from './view.ts';

/**
 * What is different in another version: in its files, and in what Heat gets for the same values (labels at each
 * version's own defaults).
 * @throws FORBIDDEN, NOT_FOUND
 */
export async function compareDrivers(scope: Scope, { name, from, to }: { name: string; from: string; to: string }): Promise<DriverComparison> {
  requireAbility(scope, 'driver:read');
  const [before, after] = await Promise.all([getDriver(name, from), getDriver(name, to)]);
  return {
    before: before.manifest,
    after: after.manifest,
    files: compareFiles(usedFiles(before), usedFiles(after)),
    rendered: compareFiles(renderedFiles(before), renderedFiles(after)),
  };
}

function renderedFiles(driver: Driver): Record<string, string> {
  const bundle = renderBundle(driver, sampleValues(driver));
  // Packed files differ in every letter; what is in them stands among the driver's own.
  const files = Object.entries(bundle.files).filter(([file]) => !file.endsWith('.b64'));
  return {
    ...Object.fromEntries(files),
    'template.yaml': bundle.template,
    'parameters.yaml': writeHot({ parameters: bundle.parameters, secret: Object.keys(bundle.hiddenParameters).sort() }),
  };
}
