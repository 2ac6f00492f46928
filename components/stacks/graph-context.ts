'use client';

import { createContext, useContext } from 'react';
import type { NodeBootView } from '#lib/stacks/view.ts';

/** What the boxes of the graph need besides their own data; kept apart so that it does not make them anew. */
export interface GraphControls {
  selectedPath: string | null;
  openedPaths: ReadonlySet<string>;
  /** Path → revision of the change that touched it last; only recent ones. */
  glow: ReadonlyMap<string, number>;
  /** How far the set-up of each node is, by its path. */
  boots: ReadonlyMap<string, NodeBootView>;
  select: (path: string) => void;
  toggle: (path: string) => void;
}

const nothing: GraphControls = {
  selectedPath: null,
  openedPaths: new Set(),
  glow: new Map(),
  boots: new Map(),
  select: () => undefined,
  toggle: () => undefined,
};

export const GraphControlsContext = createContext<GraphControls>(nothing);

export function useGraphControls(): GraphControls {
  return useContext(GraphControlsContext);
}
