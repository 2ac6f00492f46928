'use client';

import '@xyflow/react/dist/base.css';
import './stacks.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  Background,
  BackgroundVariant,
  MiniMap,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type Edge,
  type Node,
  type NodeTypes,
} from '@xyflow/react';
import type { ShownState } from '#lib/clusters/status.ts';
import { openNode, type ResourceGraph } from '#lib/stacks/resource-graph.ts';
import type { NodeBootView, StackResourceView } from '#lib/stacks/view.ts';
import {
  boxEdges,
  groupOf,
  openedId,
  pathsToOpen,
  joinedState,
  reduceEdges,
  placeInColumns,
  toLayoutGraph,
  type LayoutNode,
  type OpenedNode,
} from '#lib/stacks/graph-layout.ts';
import { computeLayout, type Placement } from './compute-layout.ts';
import { GraphControlsContext } from './graph-context.ts';
import { graphPadding, GraphToolbar, type ViewMode } from './graph-toolbar.tsx';
import { GroupBox, type GroupBoxNode } from './group-box.tsx';
import { OpenedBox, ResourceBox, type OpenedBoxNode, type ResourceBoxNode } from './opened-box.tsx';

export interface GraphJump {
  path: string;
  /** Grows with each wish, so that the same place can be flown to again. */
  count: number;
}

export interface ResourceGraphViewProps {
  graph: ResourceGraph;
  resources: readonly StackResourceView[];
  glow: ReadonlyMap<string, number>;
  boots: ReadonlyMap<string, NodeBootView>;
  selectedPath: string | null;
  onSelect: (path: string) => void;
  onOpenTree: () => void;
  jump: GraphJump | null;
  /** The file name of an export, without its ending. */
  name: string;
}

type BoxNode = GroupBoxNode | OpenedBoxNode | ResourceBoxNode;

const nodeTypes: NodeTypes = { 'group-box': GroupBox, 'opened-box': OpenedBox, 'resource-box': ResourceBox };
const fitOptions = { padding: graphPadding, maxZoom: 1, minZoom: 0.1 } as const;
const minimapFrom = 100;

export function ResourceGraphView(props: ResourceGraphViewProps) {
  return (
    <ReactFlowProvider>
      <GraphCanvas {...props} />
    </ReactFlowProvider>
  );
}

function GraphCanvas({ graph, resources, glow, boots, selectedPath, onSelect, onOpenTree, jump, name }: ResourceGraphViewProps) {
  const flow = useReactFlow();
  const width = useStore((store) => store.width);
  const [openedPaths, setOpenedPaths] = useState<ReadonlySet<string>>(new Set());
  const [mode, setMode] = useState<ViewMode>('fit');
  const flyTo = useRef<string | null>(null);

  const opened = useMemo(
    () => [...openedPaths].flatMap((path) => toOpened(graph, resources, path)),
    [graph, resources, openedPaths],
  );
  const { placement, layoutCount } = usePlacement(graph, opened);

  const toggle = useCallback((path: string) => {
    setOpenedPaths((known) => {
      const next = new Set(known);
      if (next.delete(path)) {
        for (const other of known) if (other.startsWith(`${path}/`)) next.delete(other);
      } else {
        next.add(path);
        flyTo.current = openedId(path);
      }
      return next;
    });
  }, []);

  // A jump opens whatever hides the resource, and flies there once that is laid out.
  const [answeredJump, setAnsweredJump] = useState(0);
  if (jump && jump.count !== answeredJump) {
    setAnsweredJump(jump.count);
    setOpenedPaths((known) => new Set([...known, ...pathsToOpen(graph, jump.path)]));
  }
  const flownJump = useRef(0);
  useEffect(() => {
    // Only a new wish flies; what changes in the graph meanwhile does not.
    if (!jump || flownJump.current === jump.count) return;
    flownJump.current = jump.count;
    const hidden = pathsToOpen(graph, jump.path).length > 0;
    flyTo.current = hidden ? jump.path : (groupOf(graph, jump.path)?.id ?? null);
    fly(flow, flyTo);
  }, [jump, graph, flow]);

  const nodes = useMemo(
    () => toFlowNodes(graph, opened, placement, onOpenTree),
    [graph, opened, placement, onOpenTree],
  );
  const edges = useMemo(() => toFlowEdges(graph, opened, placement), [graph, opened, placement]);

  const workingKey = nodes.flatMap((node) => (boxState(node) === 'working' ? node.id : [])).join(' ');
  useEffect(() => {
    if (flyTo.current) {
      setMode('free');
      return fly(flow, flyTo);
    }
    if (mode === 'fit') void flow.fitView({ ...fitOptions, duration: layoutCount > 0 ? 300 : 0 });
    if (mode === 'follow' && workingKey) {
      void flow.fitView({ ...fitOptions, duration: 500, nodes: workingKey.split(' ').map((id) => ({ id })) });
    }
  }, [flow, placement, layoutCount, mode, workingKey, width]);

  const controls = useMemo(
    () => ({ selectedPath, openedPaths, glow, boots, select: onSelect, toggle }),
    [selectedPath, openedPaths, glow, boots, onSelect, toggle],
  );
  const tileCount = graph.groups.reduce((sum, group) => sum + group.nodes.length, 0);

  return (
    <GraphControlsContext value={controls}>
      <div className="stack-graph relative size-full" role="group" aria-label="Graph of the cluster's resources">
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          fitView
          fitViewOptions={fitOptions}
          minZoom={0.1}
          maxZoom={2.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          preventScrolling={false}
          zoomActivationKeyCode={['Meta', 'Control']}
          zoomOnScroll={false}
          attributionPosition="top-right"
          onMoveStart={(event) => (event ? setMode('free') : undefined)}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />
          {tileCount >= minimapFrom ? (
            <MiniMap
              ariaLabel="Small map of the graph"
              pannable
              position="bottom-right"
              nodeColor={minimapColour}
              nodeBorderRadius={8}
              style={{ width: 148, height: 92 }}
            />
          ) : null}
          <Panel position="bottom-left" className="m-3!">
            <GraphToolbar mode={mode} onModeChange={setMode} name={name} />
          </Panel>
        </ReactFlow>
      </div>
    </GraphControlsContext>
  );
}

/** A panel may be opening beside the graph: its width is waited for. */
const settleMs = 150;

function fly(flow: ReturnType<typeof useReactFlow>, target: { current: string | null }): void {
  setTimeout(() => {
    const id = target.current;
    if (!id || !flow.getNode(id)) return;
    target.current = null;
    void flow.fitView({ nodes: [{ id }], duration: 500, maxZoom: 1, minZoom: 0.4, padding: 0.12 });
  }, settleMs);
}

function toOpened(graph: ResourceGraph, resources: readonly StackResourceView[], path: string): OpenedNode[] {
  const { nodes, edges } = openNode(resources, path);
  if (nodes.length === 0) return [];
  const own = groupOf(graph, path)?.nodes.find((node) => node.path === path);
  return [{ path, title: own?.title ?? path.split('/').at(-1) ?? path, nodes, edges }];
}

/** Plain columns at once, the engine's layout when it is there; anew only when what is drawn changes. */
function usePlacement(graph: ResourceGraph, opened: readonly OpenedNode[]) {
  const shape = useMemo(() => JSON.stringify(toLayoutGraph(graph, opened)), [graph, opened]);
  const [result, setResult] = useState<{ placement: Placement; layoutCount: number }>(() => ({
    placement: placeInColumns(JSON.parse(shape) as LayoutNode),
    layoutCount: 0,
  }));
  useEffect(() => {
    let current = true;
    void computeLayout(JSON.parse(shape) as LayoutNode).then((placement) => {
      if (current) setResult((known) => ({ placement, layoutCount: known.layoutCount + 1 }));
    });
    return () => {
      current = false;
    };
  }, [shape]);
  return result;
}

function toFlowNodes(
  graph: ResourceGraph,
  opened: readonly OpenedNode[],
  placement: Placement,
  onOpenTree: () => void,
): BoxNode[] {
  const place = (id: string) => {
    const box = placement.get(id);
    if (!box) return null;
    const { x, y, width, height } = box;
    return {
      id,
      position: { x, y },
      width,
      height,
      measured: { width, height },
      handles: handlesOf(width, height),
      style: clickable,
    };
  };
  const boxes: BoxNode[] = [];
  for (const group of graph.groups) {
    const placed = place(group.id);
    if (placed) boxes.push({ ...placed, type: 'group-box', data: { group, onOpenTree } });
  }
  for (const node of opened) {
    const placed = place(openedId(node.path));
    if (!placed) continue;
    const state = joinedState(node);
    boxes.push({ ...placed, type: 'opened-box', data: { path: node.path, title: node.title, state } });
    for (const child of node.nodes) {
      const inner = place(child.path);
      if (inner) boxes.push({ ...inner, parentId: openedId(node.path), type: 'resource-box', data: { node: child } });
    }
  }
  return boxes;
}

/** The flow shuts the pointer out of boxes that it neither drags nor selects; these have buttons inside. */
const clickable = { pointerEvents: 'all' } as const;

/** Known beforehand, so that the edges are there at the first paint. */
function handlesOf(width: number, height: number) {
  const y = height / 2;
  return [
    { type: 'target' as const, position: Position.Left, x: 0, y, width: 1, height: 1 },
    { type: 'source' as const, position: Position.Right, x: width, y, width: 1, height: 1 },
  ];
}

function toFlowEdges(graph: ResourceGraph, opened: readonly OpenedNode[], placement: Placement): Edge[] {
  // Edges between boxes pass under an opened one, its own lie on it.
  const all = [
    ...boxEdges(graph, opened).map((edge) => ({ ...edge, zIndex: -1 })),
    ...opened.flatMap((node) => reduceEdges(node.edges)).map((edge) => ({ ...edge, zIndex: 1 })),
  ];
  return all.flatMap((edge) => (placement.has(edge.source) && placement.has(edge.target) ? [{ ...edge, focusable: false }] : []));
}

function boxState(node: Node): ShownState | null {
  const { data } = node as BoxNode;
  if ('group' in data) return data.group.state;
  if ('path' in data) return data.state;
  return null;
}

function minimapColour(node: Node): string {
  const state = boxState(node);
  return state ? `var(--${state})` : 'transparent';
}
