'use client';

import type { ClusterView } from '#lib/clusters/view.ts';
import type { PhaseView } from '#lib/stacks/view.ts';
import { cn } from '#components/ui/cn.ts';
import { StateIcon } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import { formatAbout, formatStopwatch } from './duration.ts';
import { useNow } from './use-now.ts';

const looks = { waiting: 'gone', working: 'working', done: 'ready', failed: 'failed' } as const;
const words = { waiting: 'waiting', working: 'in progress', done: 'done', failed: 'failed' } as const;

/** The phases from left to right (on a phone from above), each with what it took and what it usually takes. */
export function Timeline({ cluster, phases }: { cluster: ClusterView; phases: readonly PhaseView[] }) {
  const nowMs = useNow();
  if (phases.length === 0) return null;
  const deleting = cluster.status.startsWith('DELETE');
  return (
    <ol
      aria-label={deleting ? 'Phases of the deletion' : 'Phases of the creation'}
      className="grid grid-cols-1 gap-x-1.5 gap-y-0 sm:grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] sm:gap-y-4"
    >
      {phases.map((phase) => (
        <Phase key={phase.id} phase={phase} nowMs={nowMs} />
      ))}
    </ol>
  );
}

function Phase({ phase, nowMs }: { phase: PhaseView; nowMs: number | null }) {
  const spentMs = spent(phase, nowMs);
  const late = phase.state === 'working' && phase.usualMs !== null && spentMs !== null && spentMs > phase.usualMs * 1.5;
  return (
    <li
      className={cn('flex min-w-0 gap-3 py-1.5 sm:block sm:py-0', toneClass[looks[phase.state]])}
      aria-current={phase.state === 'working' ? 'step' : undefined}
    >
      <Bar phase={phase} spentMs={spentMs} />
      <div className="min-w-0 flex-1 max-sm:flex max-sm:flex-wrap max-sm:justify-between max-sm:gap-x-3 sm:mt-2.5 sm:pr-2">
        <p className="flex items-start gap-1.5 text-sm leading-5 font-medium">
          <span className="mt-[3px] shrink-0 text-(--tone)">
            <StateIcon state={phase.state === 'done' ? 'ready' : phase.state === 'waiting' ? 'gone' : phase.state} />
          </span>
          <span className={cn('min-w-0', phase.state === 'waiting' ? 'text-muted' : null)}>{phase.title}</span>
          <span className="sr-only">{words[phase.state]}</span>
        </p>
        <p className="mt-0.5 text-xs text-muted tabular-nums sm:pl-5">
          {spentMs === null ? (
            words[phase.state]
          ) : (
            <span className={late ? 'text-degraded' : 'text-ink'}>{formatStopwatch(spentMs)}</span>
          )}
          {phase.total > 1 && (phase.state === 'working' || phase.state === 'failed') ? ` · ${phase.done} of ${phase.total}` : null}
        </p>
        {phase.usualMs === null || phase.state === 'done' || phase.state === 'failed' ? null : (
          <p className="pl-5 text-xs text-muted max-sm:w-full">usually {formatAbout(phase.usualMs)}</p>
        )}
      </div>
    </li>
  );
}

/** How much of the phase is done; the running one breathes. */
function Bar({ phase, spentMs }: { phase: PhaseView; spentMs: number | null }) {
  const share = shareDone(phase, spentMs);
  const working = phase.state === 'working';
  return (
    <span
      aria-hidden
      className={cn('relative block w-1 shrink-0 overflow-hidden rounded-full bg-pressed sm:h-1 sm:w-auto', working ? 'stack-breathe' : null)}
    >
      <span
        style={{ '--share': `${Math.round(share * 100)}%` } as React.CSSProperties}
        className="absolute top-0 left-0 h-(--share) w-full rounded-full bg-(--tone) sm:h-full sm:w-(--share)"
      />
    </span>
  );
}

function shareDone(phase: PhaseView, spentMs: number | null): number {
  if (phase.state === 'done' || phase.state === 'failed') return 1;
  if (phase.state === 'waiting') return 0;
  const counted = phase.total > 0 ? phase.done / phase.total : 0;
  const timed = phase.usualMs && spentMs !== null ? Math.min(0.92, spentMs / phase.usualMs) : 0.08;
  return Math.max(counted, Math.min(timed, 0.92), 0.06);
}

function spent(phase: PhaseView, nowMs: number | null): number | null {
  if (!phase.startedAt) return null;
  const end = phase.endedAt ? Date.parse(phase.endedAt) : nowMs;
  return end === null ? null : Math.max(0, end - Date.parse(phase.startedAt));
}
