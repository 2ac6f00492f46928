import type { WhatGoes } from '#components/clusters/delete-cluster-dialog.tsx';
import type { ActionResult } from '#lib/errors.ts';
import type { StackEventView } from '#lib/stacks/view.ts';

interface ForCluster {
  clusterId: string;
}

/** The files a cluster's stack was made from. */
export interface BundleFiles {
  sha256: string;
  /** File name to text; the main template first. */
  files: { name: string; text: string }[];
}

/** The server's actions, handed in by the page. */
export interface ClusterActions {
  previewDelete: (input: ForCluster) => Promise<ActionResult<WhatGoes>>;
  deleteCluster: (input: ForCluster) => Promise<ActionResult<{ clusterId: string; name: string }>>;
  retryCluster: (input: ForCluster) => Promise<ActionResult<unknown>>;
  continueCluster: (input: ForCluster) => Promise<ActionResult<unknown>>;
  readBundle: (input: ForCluster) => Promise<ActionResult<BundleFiles>>;
  readEarlierEvents: (input: ForCluster & { beforeSeq: number }) => Promise<ActionResult<StackEventView[]>>;
}

/** Null where the user may; else the sentence that says why not. */
export interface ClusterRefusals {
  access: string | null;
  create: string | null;
  delete: string | null;
  console: string | null;
}
