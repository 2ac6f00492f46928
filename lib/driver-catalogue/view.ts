import type { ClusterStatus } from '#lib/clusters/status.ts';
import type { FileChange } from '#lib/drivers/compare-files.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';

/** A version as wizards and the catalogue list it. */
export interface DriverOffer extends DriverManifest {
  /** Of the versions of its name, the one to be offered first. */
  preferred: boolean;
}

/** A driver version as its page shows it. */
export interface DriverView {
  manifest: DriverManifest;
  /** Null for one that came with the portal. */
  installed: { at: string; byName: string } | null;
  /** Those of the driver's folder, then those of common/ that it uses. */
  files: { path: string; text: string }[];
  /** The images a mirror must hold, for each version of the orchestrator. */
  mirrors: { coeVersion: string; images: string[] }[];
  /** All versions of this driver, newest first. */
  versions: { version: string; status: DriverManifest['status'] }[];
  /** Which version is offered first, and who has chosen it. */
  preferred: { version: string | null; project: string | null; cloud: string | null };
  clusters: DriverClusterView[];
  /** Of all that may be seen; `clusters` holds the newest. */
  clusterCount: number;
  /** What the reader may do; a text is the reason why not. */
  doors: Record<'install' | 'remove' | 'setStatus' | 'setDefault' | 'setCloudDefault', string | null>;
}

export interface DriverClusterView {
  id: string;
  name: string;
  status: ClusterStatus;
  statusReason: string | null;
  projectName: string;
  coeVersion: string | null;
  createdAt: string;
}

/** What became of an upload: the version that is now there, or all that is wrong with it. */
export type InstallAnswer = { installed: { name: string; version: string; title: string } } | { faults: string[] };

export interface DriverComparison {
  before: DriverManifest;
  after: DriverManifest;
  /** Of the driver's folder and of what it takes of common/. */
  files: FileChange[];
  /** What Heat gets, for the same sample values. */
  rendered: FileChange[];
}
