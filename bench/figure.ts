/** One measured number and the bound it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: 'ms' | 's' | 'MB' | 'requests/min' | 'frames/s' | 'count';
  /** The bound, or null for a number that is only told. */
  atMost: number | null;
  /** How it was got: what was run, how often, which statistic. */
  method: string;
}

export interface BenchContext {
  /** A migrated database for this bench alone. */
  databaseUrl: string;
  /** The built portal, with its reconciler, on that database and on the test cloud. */
  portalUrl: string;
  portalPid: number;
  variables: Readonly<Record<string, string>>;
}

export interface Bench {
  title: string;
  measure(context: BenchContext): Promise<Figure[]>;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/** Wall times of `times` runs after `warmUps` that do not count. */
export async function timesOf(work: () => unknown | Promise<unknown>, times: number, warmUps = 3): Promise<number[]> {
  for (let run = 0; run < warmUps; run += 1) await work();
  const taken: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return taken;
}
