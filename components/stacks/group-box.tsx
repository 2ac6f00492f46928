'use client';

import { memo } from 'react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { currentStep } from '#lib/stacks/boot-steps.ts';
import type { GraphGroup, GraphNode } from '#lib/stacks/resource-graph.ts';
import { boxHeaderHeight, lookOf, rowHeight, shownRows, tileGrid } from '#lib/stacks/graph-layout.ts';
import { cn } from '#components/ui/cn.ts';
import { StateIcon, stateWord } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import { useGraphControls } from './graph-context.ts';
import { TileCanvas } from './tile-canvas.tsx';
import { TypeIcon } from './type-icon.tsx';

export type GroupBoxNode = Node<{ group: GraphGroup; onOpenTree: () => void }, 'group-box'>;

/** "3 of 5": how many are ready; only the number once all are. */
function progressWords(group: GraphGroup): string {
  const total = group.nodes.length - group.counts.gone;
  return group.counts.ready === total ? String(total) : `${group.counts.ready} of ${total}`;
}

export function groupSummary(group: GraphGroup): string {
  const parts = Object.entries(group.counts).flatMap(([state, count]) =>
    count > 0 ? [`${count} ${stateWord[state as keyof typeof stateWord].toLowerCase()}`] : [],
  );
  return `${group.title}: ${parts.join(', ') || 'nothing yet'}`;
}

export const GroupBox = memo(function GroupBox({ data }: NodeProps<GroupBoxNode>) {
  const { group, onOpenTree } = data;
  return (
    <section
      aria-label={groupSummary(group)}
      className={cn('size-full rounded-xl border bg-surface shadow-sm', toneClass[group.state], {
        'border-(--tone-line)': group.state === 'failed' || group.state === 'working',
        'border-line': group.state !== 'failed' && group.state !== 'working',
      })}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <header className="flex items-center gap-2 px-3" style={{ height: boxHeaderHeight }}>
        <span className="text-(--tone)">
          <StateIcon state={group.state} />
        </span>
        <h3 className="min-w-0 flex-1 truncate text-sm font-semibold">{group.title}</h3>
        <span className="text-xs text-muted tabular-nums">{progressWords(group)}</span>
      </header>
      {lookOf(group) === 'rows' ? <Rows group={group} onOpenTree={onOpenTree} /> : <Tiles group={group} />}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </section>
  );
});

function Rows({ group, onOpenTree }: { group: GraphGroup; onOpenTree: () => void }) {
  const { shown, folded } = shownRows(group.nodes);
  return (
    <ul className="px-1.5">
      {shown.map((node) => (
        <li key={node.path}>
          <Row node={node} />
        </li>
      ))}
      {folded > 0 ? (
        <li>
          <button
            type="button"
            onClick={onOpenTree}
            className="nodrag nopan w-full rounded-md px-1.5 text-left text-xs text-muted hover:bg-hover hover:text-ink"
            style={{ height: rowHeight }}
          >
            and {folded} more in the tree
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function Row({ node }: { node: GraphNode }) {
  const { selectedPath, glow, select } = useGraphControls();
  const glowing = glow.get(node.path);
  return (
    <button
      type="button"
      aria-pressed={selectedPath === node.path}
      onClick={() => select(node.path)}
      style={{ height: rowHeight }}
      className={cn(
        'nodrag nopan relative flex w-full items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover',
        toneClass[node.state],
        selectedPath === node.path ? 'bg-accent-soft' : null,
      )}
    >
      {glowing === undefined ? null : <span key={glowing} className="stack-glow" />}
      <TypeIcon type={node.type} className="size-3.5 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate text-xs" title={`${node.name} (${node.type})`}>
        {node.name}
      </span>
      <span className="text-(--tone)">
        <StateIcon state={node.state} className="size-3" />
      </span>
      <span className="sr-only">{stateWord[node.state]}</span>
    </button>
  );
}

function Tiles({ group }: { group: GraphGroup }) {
  const grid = tileGrid(group.nodes.length);
  if (group.nodes.length === 0) return <p className="px-3 text-xs text-muted">None yet.</p>;
  return (
    <div className="nodrag nopan flex justify-center pt-1">
      {grid.size === 'small' ? (
        <TileCanvas nodes={group.nodes} grid={grid} label={groupSummary(group)} />
      ) : (
        <ul
          className="grid"
          style={{ width: grid.width, gap: grid.gap, gridTemplateColumns: `repeat(${grid.columns}, ${grid.tileWidth}px)` }}
        >
          {group.nodes.map((node) => (
            <li key={node.path} style={{ height: grid.tileHeight }}>
              <Tile node={node} large={grid.size === 'large'} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Tile({ node, large }: { node: GraphNode; large: boolean }) {
  const { openedPaths, glow, boots, toggle } = useGraphControls();
  const opened = openedPaths.has(node.path);
  const boot = node.state === 'ready' ? undefined : boots.get(node.path);
  const step = boot ? currentStep(boot) : null;
  const told = boot && step ? `${step.number}/${boot.total} ${step.title}` : null;
  const glowing = glow.get(node.path);
  return (
    <button
      type="button"
      aria-expanded={opened}
      aria-disabled={node.insideCount === 0 || undefined}
      aria-label={[node.title, stateWord[node.state], told].filter(Boolean).join(', ')}
      title={[node.title, stateWord[node.state], told].filter(Boolean).join(' · ')}
      onClick={() => (node.insideCount > 0 ? toggle(node.path) : undefined)}
      className={cn(
        'relative flex size-full items-center justify-center gap-2 rounded-md border border-(--tone-line) bg-(--tone-soft) text-(--tone) transition-[border-color] hover:border-(--tone)',
        toneClass[node.state],
        large ? 'justify-start px-2.5' : null,
        opened ? 'border-(--tone) ring-1 ring-(--tone)' : null,
        node.state === 'waiting' ? 'border-dashed bg-transparent' : null,
      )}
    >
      {glowing === undefined ? null : <span key={glowing} className="stack-glow" />}
      <StateIcon state={node.state} />
      {large ? <span className="min-w-0 flex-1 truncate text-left text-xs font-medium text-ink">{node.title}</span> : null}
      {large && boot && step ? (
        <span className="text-[11px] text-muted tabular-nums">
          {step.number}/{boot.total}
        </span>
      ) : null}
    </button>
  );
}
