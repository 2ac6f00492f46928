'use client';

import { memo } from 'react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { X } from 'lucide-react';
import type { ShownState } from '#lib/clusters/status.ts';
import type { GraphNode } from '#lib/stacks/resource-graph.ts';
import { boxHeaderHeight } from '#lib/stacks/graph-layout.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { StateIcon, stateWord } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import { useGraphControls } from './graph-context.ts';
import { TypeIcon } from './type-icon.tsx';

export type OpenedBoxNode = Node<{ path: string; title: string; state: ShownState }, 'opened-box'>;
export type ResourceBoxNode = Node<{ node: GraphNode }, 'resource-box'>;

/** The ground on which the resources of an opened node stand. */
export const OpenedBox = memo(function OpenedBox({ data }: NodeProps<OpenedBoxNode>) {
  const { selectedPath, select, toggle } = useGraphControls();
  return (
    <section
      aria-label={`${data.title}: its resources`}
      className={cn('size-full rounded-xl border border-(--tone-line) bg-sunken', toneClass[data.state])}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <header className="flex items-center gap-2 pr-1 pl-3" style={{ height: boxHeaderHeight }}>
        <span className="text-(--tone)">
          <StateIcon state={data.state} />
        </span>
        <h3 className="min-w-0 flex-1 truncate text-sm font-semibold">
          <button
            type="button"
            aria-pressed={selectedPath === data.path}
            onClick={() => select(data.path)}
            className="nodrag nopan rounded-xs hover:underline"
          >
            {data.title}
          </button>
        </h3>
        <Button
          variant="ghost"
          size="icon-sm"
          className="nodrag nopan"
          aria-label={`Close ${data.title}`}
          icon={<X aria-hidden />}
          onClick={() => toggle(data.path)}
        />
      </header>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </section>
  );
});

export const ResourceBox = memo(function ResourceBox({ data: { node } }: NodeProps<ResourceBoxNode>) {
  const { selectedPath, openedPaths, glow, select, toggle } = useGraphControls();
  const glowing = glow.get(node.path);
  const selected = selectedPath === node.path;
  const nested = node.insideCount > 0;
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        aria-pressed={nested ? undefined : selected}
        aria-expanded={nested ? openedPaths.has(node.path) : undefined}
        onClick={() => (nested ? toggle(node.path) : select(node.path))}
        title={`${node.name} (${node.type})`}
        className={cn(
          'nodrag nopan relative flex size-full items-center gap-2.5 rounded-lg border bg-surface px-2.5 text-left shadow-xs transition-[border-color] hover:border-line-strong',
          toneClass[node.state],
          node.state === 'failed' ? 'border-(--tone) bg-(--tone-soft)' : node.state === 'working' ? 'border-(--tone-line)' : null,
          selected ? 'border-accent-text ring-1 ring-accent-text' : null,
        )}
      >
        {glowing === undefined ? null : <span key={glowing} className="stack-glow" />}
        <TypeIcon type={node.type} className="size-4 shrink-0 text-faint" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-xs font-medium">{node.title}</span>
          <span className="block truncate text-[11px] leading-4 text-muted">{node.name}</span>
        </span>
        <span className="text-(--tone)">
          <StateIcon state={node.state} />
        </span>
        <span className="sr-only">{stateWord[node.state]}</span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
});
