'use client';

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import dynamic from 'next/dynamic';
import { Crosshair, ListTree, Share2 } from 'lucide-react';
import type { ClusterView } from '#lib/clusters/view.ts';
import { addExpectedMembers } from '#lib/stacks/graph-layout.ts';
import { nodeOfPath } from '#lib/stacks/boot-steps.ts';
import { buildResourceGraph } from '#lib/stacks/resource-graph.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { GraphSkeleton } from './graph-skeleton.tsx';
import { loadWhenReachable } from './load-when-reachable.ts';
import type { LiveState } from './live-state.ts';
import { ResourcePanel } from './resource-panel.tsx';
import type { GraphJump } from './resource-graph-view.tsx';
import { ResourceTree } from './resource-tree.tsx';

// The drawing needs the browser; its code comes beside the page.
const ResourceGraphView = dynamic(() => loadWhenReachable(() => import('./resource-graph-view.tsx')).then((module) => module.ResourceGraphView), {
  ssr: false,
  loading: () => <GraphSkeleton />,
});

type Look = 'graph' | 'tree';

interface ResourcesCardProps {
  state: LiveState;
  selectedPath: string | null;
  onSelect: (path: string | null) => void;
  jump: GraphJump | null;
  onJump: (path: string) => void;
  consoleRefusedBecause: string | null;
}

export function ResourcesCard({ state, selectedPath, onSelect, jump, onJump, consoleRefusedBecause }: ResourcesCardProps) {
  const { cluster } = state;
  const narrow = useNarrow();
  const [chosenLook, setChosenLook] = useState<Look | null>(null);
  const look = chosenLook ?? (narrow ? 'tree' : 'graph');
  const resources = useMemo(() => [...state.resources.values()].filter((resource) => !resource.removed), [state.resources]);
  const graph = useMemo(
    () => addExpectedMembers(buildResourceGraph(resources), expectedMembers(cluster)),
    [resources, cluster],
  );
  const glow = useGlow(state);
  const failurePath = cluster.failure?.path ?? null;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (jump) card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [jump]);

  return (
    <section ref={card} aria-labelledby="resources-heading" className="overflow-hidden rounded-lg border border-line bg-surface shadow-xs">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2">
        <h2 id="resources-heading" className="text-base font-semibold">
          Resources
        </h2>
        <span className="text-xs text-muted tabular-nums">{state.complete ? `${resources.length} in OpenStack` : null}</span>
        <span className="ml-auto flex items-center gap-2">
          {failurePath ? (
            <Button size="sm" variant="danger-quiet" icon={<Crosshair aria-hidden />} onClick={() => onJump(failurePath)}>
              Jump to failure
            </Button>
          ) : null}
          <LookSwitch look={look} onLookChange={setChosenLook} />
        </span>
      </header>
      {resources.length === 0 && state.complete ? (
        <EmptyState
          icon={<Share2 aria-hidden />}
          title={cluster.needsContinue ? 'Nothing has been made yet' : 'No resources yet'}
          description={cluster.needsContinue ? 'Continue the cluster, and Heat begins to make its resources.' : 'They appear here as soon as Heat begins to make them.'}
        />
      ) : (
        <div className="flex h-[min(72vh,34rem)] min-h-96">
          <div className={cn('min-w-0 flex-1', look === 'graph' ? 'bg-canvas' : null)}>
            {resources.length === 0 ? (
              <GraphSkeleton />
            ) : look === 'graph' ? (
              <ResourceGraphView
                graph={graph}
                resources={resources}
                glow={glow}
                boots={state.boots}
                selectedPath={selectedPath}
                onSelect={onSelect}
                onOpenTree={() => setChosenLook('tree')}
                jump={jump}
                name={cluster.name}
              />
            ) : (
              <ResourceTree graph={graph} resources={resources} selectedPath={selectedPath} onSelect={onSelect} jump={jump} />
            )}
          </div>
          {selectedPath ? (
            <ResourcePanel
              clusterId={cluster.id}
              path={selectedPath}
              resource={state.resources.get(selectedPath)}
              events={state.events}
              boot={state.boots.get(nodeOfPath(selectedPath))}
              startedAt={cluster.actionStartedAt}
              consoleRefusedBecause={consoleRefusedBecause}
              onSelect={onSelect}
              onClose={() => onSelect(null)}
            />
          ) : null}
        </div>
      )}
    </section>
  );
}

function LookSwitch({ look, onLookChange }: { look: Look; onLookChange: (look: Look) => void }) {
  const choices = [
    { value: 'graph', label: 'Graph', Icon: Share2 },
    { value: 'tree', label: 'Tree', Icon: ListTree },
  ] as const;
  return (
    <span role="group" aria-label="Show as" className="flex rounded-md border border-line bg-sunken p-0.5">
      {choices.map(({ value, label, Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={look === value}
          onClick={() => onLookChange(value)}
          className={cn(
            'flex h-6 items-center gap-1.5 rounded-sm px-2 text-xs font-medium',
            look === value ? 'bg-surface text-ink shadow-sm' : 'text-muted hover:text-ink',
          )}
        >
          <Icon className="size-3.5" aria-hidden />
          {label}
        </button>
      ))}
    </span>
  );
}

function expectedMembers(cluster: ClusterView): { masters?: number; minions?: number } {
  const growing = cluster.status === 'CREATE_IN_PROGRESS' || cluster.status === 'CREATE_FAILED';
  return growing ? { masters: cluster.masterCount, minions: cluster.nodeCount } : {};
}

const glowMs = 1_800;

/** What the newest change touched, and the boxes it stands in; for as long as the glow takes. */
function useGlow(state: LiveState): ReadonlyMap<string, number> {
  const [faded, setFaded] = useState(0);
  useEffect(() => {
    if (state.touched.length === 0) return;
    const timer = setTimeout(() => setFaded(state.revision), glowMs);
    return () => clearTimeout(timer);
  }, [state.touched, state.revision]);
  return useMemo(() => {
    const glow = new Map<string, number>();
    if (faded >= state.revision) return glow;
    for (const path of state.touched) {
      const parts = path.split('/');
      for (let length = 1; length <= parts.length; length += 1) glow.set(parts.slice(0, length).join('/'), state.revision);
    }
    return glow;
  }, [state.touched, state.revision, faded]);
}

const narrowQuery = '(max-width: 640px)';

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrowQuery);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(narrowQuery).matches,
    () => false,
  );
}
