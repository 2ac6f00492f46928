import type { QuotaDemand, RenderedBundle, ResourceCounts } from './values.ts';

/** How many resources of each type Heat will make, those of nested stacks included. Pure. */
export function countResources(bundle: RenderedBundle): ResourceCounts {
  throw new Error(`not written yet: ${bundle.driverName}`);
}

/** What of the project's quota the bundle takes. Pure. */
export function quotaDemand(bundle: RenderedBundle): QuotaDemand {
  throw new Error(`not written yet: ${bundle.driverName}`);
}
