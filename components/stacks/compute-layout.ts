import type { ELK } from 'elkjs/lib/elk-api.js';
import type { LayoutNode } from '#lib/stacks/graph-layout.ts';

export interface PlacedBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Boxes by id; children of an opened node stand relative to it. */
export type Placement = ReadonlyMap<string, PlacedBox>;

let engine: Promise<ELK> | undefined;
const layoutPatienceMs = 15_000;

/**
 * Lays the graph out by ELK in a worker, so that the page stays quick. Where a worker cannot be had the same
 * engine runs in the page.
 */
export async function computeLayout(graph: LayoutNode): Promise<Placement> {
  engine ??= startInWorker();
  try {
    return collect(await withinPatience((await engine).layout(structuredClone(graph))));
  } catch {
    engine = startInPage();
    return collect(await (await engine).layout(structuredClone(graph)));
  }
}

async function startInWorker(): Promise<ELK> {
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  return new Elk({ workerFactory: () => new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' }) });
}

async function startInPage(): Promise<ELK> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  return new Elk();
}

/** A worker that never started answers nothing at all. */
function withinPatience<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the layout worker does not answer')), layoutPatienceMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

interface LaidOut {
  id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  children?: LaidOut[];
}

function collect(root: LaidOut): Placement {
  const placed = new Map<string, PlacedBox>();
  const walk = (node: LaidOut) => {
    for (const child of node.children ?? []) {
      placed.set(child.id, { x: child.x ?? 0, y: child.y ?? 0, width: child.width ?? 0, height: child.height ?? 0 });
      walk(child);
    }
  };
  walk(root);
  return placed;
}
