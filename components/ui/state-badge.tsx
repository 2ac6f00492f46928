import type { ReactNode } from 'react';
import { CircleCheck, CircleDashed, CirclePause, CircleX, TriangleAlert } from 'lucide-react';
import type { ShownState } from '#lib/clusters/status.ts';
import { cn } from './cn.ts';
import { Spinner } from './spinner.tsx';
import { toneClass } from './tone.ts';

export const stateWord: Readonly<Record<ShownState, string>> = {
  ready: 'Ready',
  working: 'Working',
  waiting: 'Waiting',
  degraded: 'Degraded',
  failed: 'Failed',
  gone: 'Gone',
};

/** The one glyph of each state; coloured by the text around it. */
export function StateIcon({ state, className }: { state: ShownState; className?: string }) {
  const size = cn('size-3.5 shrink-0', className);
  switch (state) {
    case 'ready':
      return <CircleCheck className={size} aria-hidden />;
    case 'working':
      return <Spinner className={size} />;
    case 'waiting':
      return <CirclePause className={size} aria-hidden />;
    case 'degraded':
      return <TriangleAlert className={size} aria-hidden />;
    case 'failed':
      return <CircleX className={size} aria-hidden />;
    case 'gone':
      return <CircleDashed className={size} aria-hidden />;
  }
}

export interface StateBadgeProps {
  state: ShownState;
  /** A more exact word than the state's own, e.g. "Creating". */
  label?: ReactNode;
  /** `plain` has no ground: for dense tables. */
  look?: 'pill' | 'plain';
  title?: string;
  className?: string;
}

export function StateBadge({ state, label, look = 'pill', title, className }: StateBadgeProps) {
  return (
    <span
      data-state={state}
      title={title}
      className={cn(
        'inline-flex max-w-full items-center gap-1.5 text-xs font-medium whitespace-nowrap text-(--tone)',
        look === 'pill' ? 'h-6 rounded-full border border-(--tone-line) bg-(--tone-soft) pr-2.5 pl-2' : 'align-middle text-sm',
        toneClass[state],
        className,
      )}
    >
      <StateIcon state={state} />
      <span className="truncate">{label ?? stateWord[state]}</span>
    </span>
  );
}
