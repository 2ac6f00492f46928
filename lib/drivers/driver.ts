import type { DriverManifest } from './manifest.ts';

/** A folder under drivers/, read whole. Plain data: it may cross to the browser. */
export interface Driver {
  manifest: DriverManifest;
  /** Path inside the folder to text; files of drivers/common stand under `common/`. */
  files: Readonly<Record<string, string>>;
  /** Name of the folder. */
  folder: string;
}
