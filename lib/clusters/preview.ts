import type { RenderedBundle } from '#lib/drivers/values.ts';
import type { Bill } from '#lib/quotas/view.ts';

/** What the review step shows. Safe for the browser: hidden parameters are named, never given. */
export interface ClusterPreview {
  /** Heat resource type with how many of it, most first. */
  counts: { type: string; count: number }[];
  bill: Bill;
  /** Services whose quota could not be read. */
  quotaFailures: string[];
  /** Median of this driver's latest creates, in milliseconds. */
  usualMs: number | null;
  templateFile: string;
  template: string;
  environment: string;
  parameters: RenderedBundle['parameters'];
  /** As an environment file for the command line. */
  parametersYaml: string;
  hiddenParameters: string[];
  files: { name: string; content: string }[];
  cli: string;
}
