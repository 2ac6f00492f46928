import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** A driver as the catalogue shows it. */
export interface DriverView {
  manifest: DriverManifest;
  /** Those of the driver's folder, then those it shares with others. */
  files: { path: string; text: string }[];
}
