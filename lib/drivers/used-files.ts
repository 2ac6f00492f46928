import type { Driver } from './driver.ts';
import { flattenFiles } from './flatten-files.ts';
import { parseHot } from './hot-yaml.ts';

/**
 * The driver's own files, and of drivers/common those alone that it uses: what makes it whole, whatever becomes
 * of the rest of common.
 * @throws PortalError MISCONFIGURED as flattenFiles does
 */
export function usedFiles(driver: Driver): Record<string, string> {
  const { sources } = flattenFiles(driver);
  const used = new Set([
    driver.manifest.templateFile,
    ...Object.values(sources),
    ...Object.values(driver.manifest.archives).flatMap((entries) => Object.values(entries)),
    ...extended(driver),
  ]);
  return Object.fromEntries(Object.entries(driver.files).filter(([file]) => !file.startsWith('common/') || used.has(file)));
}

/** The manifest that driver.yaml is laid over. */
function extended(driver: Driver): string[] {
  const document = parseHot(driver.files['driver.yaml'] ?? '');
  if (typeof document !== 'object' || document === null || !('extends' in document)) return [];
  return typeof document.extends === 'string' ? [document.extends] : [];
}
