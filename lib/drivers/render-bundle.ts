import type { Driver } from './driver.ts';
import type { DriverValues, RenderedBundle } from './values.ts';

/**
 * The bundle that Heat gets. Pure: reads nothing but its arguments, and the same driver and values give
 * the same bundle. Resource groups are not expanded, so the size of the cluster costs nothing.
 * @throws PortalError MISCONFIGURED when the driver contradicts itself
 */
export function renderBundle(driver: Driver, values: DriverValues): RenderedBundle {
  throw new Error(`not written yet: ${driver.folder} ${values.clusterId}`);
}
