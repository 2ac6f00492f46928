import { makeClusterAuthorities } from '#lib/certificates/create-cluster-authorities.ts';
import { countResources, quotaDemand } from '#lib/drivers/count-resources.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { renderBundle } from '#lib/drivers/render-bundle.ts';
import { sampleValues } from '#lib/drivers/sample-values.ts';
import { type Bench, type Figure, median, timesOf } from './figure.ts';

const runs = 51;

/** What the portal itself computes between the click and the call to Heat. */
const bench: Bench = {
  title: 'Rendering a bundle of 3 masters and 1,000 minions',
  async measure() {
    const figures: Figure[] = [];
    for (const driver of await listDrivers()) {
      const values = sampleValues(driver, { masterCount: 3, nodeCount: 1000, masterLbEnabled: true });
      const bundle = renderBundle(driver, values);
      const measured: [name: string, atMost: number | null, work: () => unknown][] = [
        // A copy of the driver has no files kept ready for it.
        ['rendered, its files laid out anew', 50, () => renderBundle({ ...driver }, values)],
        ['rendered again', 50, () => renderBundle(driver, values)],
        ['resources counted', 100, () => countResources(bundle)],
        ['quota demand counted', null, () => quotaDemand(bundle)],
      ];
      for (const [name, atMost, work] of measured) {
        const value = median(await timesOf(work, runs));
        figures.push({ name: `${driver.folder}: ${name}`, value, unit: 'ms', atMost, method: `median of ${runs} runs in one process` });
      }
    }
    const value = median(await timesOf(() => makeClusterAuthorities('bench', 'bench'), 7));
    figures.push({ name: "a cluster's certificate authorities made", value, unit: 'ms', atMost: null, method: 'median of 7 runs: 4 RSA keys of 2048 bits and 3 certificates, in the thread pool' });
    return figures;
  },
};

export default bench;
