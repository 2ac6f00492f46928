import type { SelectOption } from '#components/ui/select.tsx';
import type { ImageChoice } from '#lib/cloud-choices/view.ts';
import { whyDriverUnfit } from '#lib/drivers/accepts-drivers.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** The driver's own network or storage drivers; those that do not fit the image say why. */
export function networkStorageOptions(
  kind: 'networkDrivers' | 'storageDrivers',
  manifest: DriverManifest | null,
  image: ImageChoice | null,
  labels: Readonly<Record<string, string>>,
): SelectOption[] {
  return (manifest?.[kind] ?? []).map((name) => {
    const reason = manifest && image ? whyDriverUnfit({ manifest, image, labels }, kind, name) : null;
    return { value: name, label: reason ? `${name}: ${reason}` : name, disabled: reason !== null };
  });
}
