'use client';

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { pathsToOpen, groupOf } from '#lib/stacks/graph-layout.ts';
import type { ResourceGraph } from '#lib/stacks/resource-graph.ts';
import type { StackResourceView } from '#lib/stacks/view.ts';
import { cn } from '#components/ui/cn.ts';
import { StateIcon, stateWord } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import type { GraphJump } from './resource-graph-view.tsx';
import { moveInTree, toTreeRows, type TreeRow } from './resource-tree-rows.ts';
import { TypeIcon } from './type-icon.tsx';

interface ResourceTreeProps {
  graph: ResourceGraph;
  resources: readonly StackResourceView[];
  selectedPath: string | null;
  onSelect: (path: string) => void;
  jump: GraphJump | null;
}

const rowPx = 34;
/** Groups with more members than this begin folded. */
const unfoldedUpTo = 12;

/** The graph's content as a tree: all of it by keyboard, and for screen readers. */
export function ResourceTree({ graph, resources, selectedPath, onSelect, jump }: ResourceTreeProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);

  // What the user folded or unfolded is kept as a difference, so that groups which grow keep their habit.
  const expandedIds = useMemo(() => {
    const ids = new Set(graph.groups.flatMap((group) => (group.nodes.length <= unfoldedUpTo ? [group.id] : [])));
    for (const each of toggled) if (!ids.delete(each)) ids.add(each);
    return ids;
  }, [graph, toggled]);
  const rows = useMemo(() => toTreeRows(graph, resources, expandedIds), [graph, resources, expandedIds]);
  const active = Math.max(0, rows.findIndex((row) => row.id === activeId));

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });

  const [answeredJump, setAnsweredJump] = useState(0);
  if (jump && jump.count !== answeredJump) {
    setAnsweredJump(jump.count);
    const group = groupOf(graph, jump.path);
    const open = [...(group ? [group.id] : []), ...pathsToOpen(graph, jump.path)];
    setToggled((known) => {
      const next = new Set(known);
      for (const each of open) {
        if (expandedIds.has(each)) continue;
        if (!next.delete(each)) next.add(each);
      }
      return next;
    });
    setActiveId(jump.path);
  }

  const scrolledJump = useRef(0);
  useEffect(() => {
    // Once for each jump; later changes leave the user's place alone.
    if (!jump || scrolledJump.current === jump.count) return;
    scrolledJump.current = jump.count;
    virtualizer.scrollToIndex(active, { align: 'center' });
  }, [jump, active, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const activeIsDrawn = items.some((item) => item.index === active);

  const toggle = (row: TreeRow) =>
    setToggled((known) => {
      const next = new Set(known);
      if (!next.delete(row.id)) next.add(row.id);
      return next;
    });
  const go = (index: number) => {
    setActiveId(rows[index]?.id ?? null);
    virtualizer.scrollToIndex(index);
  };
  const open = (row: TreeRow) => {
    setActiveId(row.id);
    if (row.path && !row.expandable) onSelect(row.path);
    else toggle(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveInTree(rows, active, event.key);
    const row = rows[active];
    if (!move || !row) return;
    event.preventDefault();
    event.stopPropagation();
    if (move.kind === 'go') go(move.index);
    else if (move.kind === 'toggle') toggle(row);
    else open(row);
  };

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label="Resources of the cluster"
      aria-activedescendant={activeIsDrawn ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      className="group/tree size-full overflow-auto rounded-b-lg py-1 outline-offset-[-2px]"
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <TreeLine
              key={row.id}
              domId={`${id}-${item.index}`}
              row={row}
              top={item.start}
              active={item.index === active}
              selected={row.path !== null && row.path === selectedPath}
              onOpen={() => open(row)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface TreeLineProps {
  domId: string;
  row: TreeRow;
  top: number;
  active: boolean;
  selected: boolean;
  onOpen: () => void;
}

function TreeLine({ domId, row, top, active, selected, onOpen }: TreeLineProps) {
  return (
    <div
      id={domId}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.expandable ? row.expanded : undefined}
      aria-selected={selected}
      aria-label={`${row.title}${row.detail ? `, ${row.detail}` : ''}, ${stateWord[row.state]}`}
      onClick={onOpen}
      style={{ top, height: rowPx, paddingLeft: 8 + (row.level - 1) * 20 }}
      className={cn(
        'absolute inset-x-1 flex cursor-pointer items-center gap-2 rounded-md pr-3 text-sm hover:bg-hover',
        toneClass[row.state],
        selected ? 'bg-accent-soft hover:bg-accent-soft' : null,
        active ? 'group-focus-visible/tree:ring-2 group-focus-visible/tree:ring-accent-text group-focus-visible/tree:ring-inset' : null,
      )}
    >
      <ChevronRight
        aria-hidden
        className={cn('size-3.5 shrink-0 text-faint transition-transform', row.expanded ? 'rotate-90' : null, row.expandable ? null : 'invisible')}
      />
      {row.type ? <TypeIcon type={row.type} className="size-3.5 shrink-0 text-faint" /> : null}
      <span className={cn('shrink-0 truncate', row.level === 1 ? 'font-semibold' : null)}>{row.title}</span>
      {row.detail ? <span className="min-w-0 truncate text-xs text-muted">{row.detail}</span> : null}
      <span className="ml-auto inline-flex shrink-0 items-center gap-1.5 pl-2 text-xs text-(--tone)">
        <StateIcon state={row.state} />
        <span>{stateWord[row.state]}</span>
      </span>
    </div>
  );
}
