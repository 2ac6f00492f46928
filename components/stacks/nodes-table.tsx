'use client';

import { useMemo, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, Search, SearchX, Server, SquareTerminal } from 'lucide-react';
import type { ShownState } from '#lib/clusters/status.ts';
import { addExpectedMembers } from '#lib/stacks/graph-layout.ts';
import { buildResourceGraph } from '#lib/stacks/resource-graph.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Input } from '#components/ui/input.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { TableSkeleton } from '#components/ui/skeleton.tsx';
import { StateBadge } from '#components/ui/state-badge.tsx';
import { BootProgress, BootStepList } from './boot-steps.tsx';
import type { LiveState } from './live-state.ts';
import { toNodeRows, type NodeRow } from './node-rows.ts';

interface NodesTableProps {
  state: LiveState;
  consoleRefusedBecause: string | null;
  /** Opens the server's panel with its console. */
  onOpenServer: (path: string) => void;
}

const stateChoices = [
  { value: 'all', label: 'All states' },
  { value: 'ready', label: 'Ready' },
  { value: 'working', label: 'Working' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
] as const;

export function NodesTable({ state, consoleRefusedBecause, onOpenServer }: NodesTableProps) {
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<'all' | ShownState>('all');
  const { cluster, resources, boots } = state;
  const rows = useMemo(() => {
    const living = [...resources.values()].filter((resource) => !resource.removed);
    const expected = cluster.status.startsWith('CREATE') && cluster.status !== 'CREATE_COMPLETE';
    const graph = addExpectedMembers(
      buildResourceGraph(living),
      expected ? { masters: cluster.masterCount, minions: cluster.nodeCount } : {},
    );
    return toNodeRows(graph, resources, boots, cluster);
  }, [resources, boots, cluster]);
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter((row) => {
      if (wanted !== 'all' && row.state !== wanted) return false;
      const hay = `${row.name} ${row.address ?? ''} ${row.serverId ?? ''}`.toLowerCase();
      return words.every((word) => hay.includes(word));
    });
  }, [rows, text, wanted]);

  if (!state.complete) return <TableSkeleton rows={8} columns={5} />;
  if (rows.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-surface">
        <EmptyState icon={<Server aria-hidden />} title="No nodes yet" description="Masters and minions appear here as soon as Heat begins to make them." />
      </div>
    );
  }
  return (
    <section aria-label="Nodes" className="rounded-lg border border-line bg-surface shadow-xs">
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
        <div className="min-w-44 flex-1 sm:max-w-80">
          <Input
            type="search"
            aria-label="Search the nodes"
            placeholder="Name, address or server id"
            prefix={<Search aria-hidden />}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Select
          aria-label="State"
          className="w-36"
          options={stateChoices}
          value={wanted}
          onChange={(event) => setWanted(event.target.value as 'all' | ShownState)}
        />
        <span className="text-xs text-muted tabular-nums" role="status">
          {shown.length === rows.length ? `${rows.length} nodes` : `${shown.length} of ${rows.length}`}
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No node fits"
          description="Change the words or the state."
          action={<Button onClick={() => (setText(''), setWanted('all'))}>Show all nodes</Button>}
        />
      ) : (
        <NodeRows rows={shown} refusedBecause={consoleRefusedBecause} onOpenServer={onOpenServer} />
      )}
    </section>
  );
}

const columns = 'grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 md:grid-cols-[minmax(8rem,1.2fr)_8rem_minmax(9rem,1fr)_minmax(8rem,1fr)_5rem_6.5rem]';
const heads = ['Node', 'State', 'Server', 'Address', 'Age', ''] as const;
/** Only these stay on a phone. */
const keptWhenNarrow = new Set<string>(['Node', 'State', '']);

function NodeRows({ rows, refusedBecause, onOpenServer }: { rows: readonly NodeRow[]; refusedBecause: string | null; onOpenServer: (path: string) => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (path: string) => setOpened((known) => (known.has(path) ? new Set([...known].filter((each) => each !== path)) : new Set([...known, path])));
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    getItemKey: (index) => rows[index]?.path ?? index,
    overscan: 12,
  });
  return (
    <div
      ref={scroller}
      role="table"
      aria-label="Nodes of the cluster"
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      className="max-h-[min(66vh,44rem)] overflow-auto rounded-b-lg outline-offset-[-2px]"
    >
      <div role="rowgroup" className="sticky top-0 z-10">
        <div role="row" aria-rowindex={1} className={cn(columns, 'h-9 border-b border-line bg-sunken px-4 text-xs font-medium text-muted')}>
          {heads.map((head) => (
            <span key={head} role="columnheader" className={keptWhenNarrow.has(head) ? undefined : 'hidden md:block'}>
              {head || <span className="sr-only">Console</span>}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row ? (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              className={cn(columns, 'absolute inset-x-0 top-0 min-h-11 border-b border-line px-4 py-1.5 text-sm hover:bg-hover')}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <NodeCells row={row} opened={opened.has(row.path)} onToggle={toggle} refusedBecause={refusedBecause} onOpenServer={onOpenServer} />
              {row.boot && opened.has(row.path) ? (
                <div role="cell" className="col-span-full max-w-xl pt-2 pb-3 pl-6">
                  <BootStepList boot={row.boot} name={row.name} />
                </div>
              ) : null}
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

/** The first word comes some seconds after the boot, or never. */
function isUnheard({ state, boot, serverStatus }: NodeRow): boolean {
  return state === 'working' && boot === null && serverStatus !== null && serverStatus.endsWith('_COMPLETE');
}

interface NodeCellsProps {
  row: NodeRow;
  opened: boolean;
  onToggle: (path: string) => void;
  refusedBecause: string | null;
  onOpenServer: (path: string) => void;
}

function NodeCells({ row, opened, onToggle, refusedBecause, onOpenServer }: NodeCellsProps) {
  const { serverPath, boot } = row;
  return (
    <>
      <span role="cell" className="min-w-0">
        {boot ? (
          <button
            type="button"
            aria-expanded={opened}
            aria-label={`${row.name}: steps of its set-up`}
            onClick={() => onToggle(row.path)}
            className="flex max-w-full items-center gap-1 rounded-xs font-medium hover:underline"
          >
            <ChevronRight className={cn('-ml-1 size-4 shrink-0 text-muted transition-transform', opened ? 'rotate-90' : null)} aria-hidden />
            <span className="truncate">{row.name}</span>
          </button>
        ) : (
          <span className="block truncate font-medium">{row.name}</span>
        )}
        {boot && row.state !== 'ready' ? <BootProgress boot={boot} className="pl-4" /> : null}
        {row.failure && !boot ? <span className="block text-xs text-failed">{row.failure}</span> : null}
        {isUnheard(row) ? <span className="block text-xs text-muted">Its server is there; nothing was heard of it yet.</span> : null}
      </span>
      <span role="cell">
        <StateBadge state={row.state} look="plain" />
      </span>
      <span role="cell" className="hidden min-w-0 md:block">
        {row.serverStatus ? (
          <code className="block truncate font-mono text-xs text-muted" title={row.serverId ?? undefined}>
            {row.serverStatus}
          </code>
        ) : (
          <span className="text-faint">–</span>
        )}
      </span>
      <span role="cell" className="hidden min-w-0 truncate font-mono text-xs md:block">
        {row.address ?? <span className="text-faint">–</span>}
      </span>
      <span role="cell" className="hidden text-muted md:block">
        {row.createdAt ? <RelativeTime at={row.createdAt} look="age" /> : <span className="text-faint">–</span>}
      </span>
      <span role="cell" className="flex justify-end">
        <Button
          size="sm"
          variant="ghost"
          icon={<SquareTerminal aria-hidden />}
          disabledReason={refusedBecause ?? (serverPath && row.serverId ? null : 'Its server has not been made yet.')}
          aria-label={`Console of ${row.name}`}
          onClick={() => (serverPath ? onOpenServer(serverPath) : undefined)}
        >
          <span className="max-md:hidden">Console</span>
        </Button>
      </span>
    </>
  );
}
