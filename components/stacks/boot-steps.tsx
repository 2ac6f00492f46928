import { currentStep } from '#lib/stacks/boot-steps.ts';
import type { BootStepView, NodeBootView } from '#lib/stacks/view.ts';
import { cn } from '#components/ui/cn.ts';
import { StateIcon, stateWord } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import { formatStopwatch } from './duration.ts';
import { useNow } from './use-now.ts';

const looks = { started: 'working', done: 'ready', failed: 'failed' } as const;

/** "3/9 Container runtime": where a node's set-up is. */
export function BootProgress({ boot, className }: { boot: NodeBootView; className?: string }) {
  const step = currentStep(boot);
  if (!step) return null;
  const done = boot.steps.filter(({ state }) => state === 'done').length;
  return (
    <span className={cn('block min-w-0', toneClass[looks[step.state]], className)}>
      <span className="flex items-baseline gap-1.5 text-xs">
        <span className="text-muted tabular-nums">
          {step.number}/{boot.total}
        </span>
        <span className={cn('min-w-0 truncate', step.state === 'failed' ? 'text-failed' : 'text-muted')}>{step.title}</span>
      </span>
      <span aria-hidden className="mt-1 block h-0.5 max-w-44 overflow-hidden rounded-full bg-pressed">
        <span
          className="block h-full w-(--share) rounded-full bg-(--tone)"
          style={{ '--share': `${Math.round((done / Math.max(1, boot.total)) * 100)}%` } as React.CSSProperties}
        />
      </span>
    </span>
  );
}

/** Every step a node has told of, with its time; the failed one with its sentence and the end of its log. */
export function BootStepList({ boot, name }: { boot: NodeBootView; name: string }) {
  const nowMs = useNow();
  return (
    <ol aria-label={`Set-up of ${name}`} className="space-y-1">
      {boot.steps.map((step) => (
        <li key={step.number} className={toneClass[looks[step.state]]} aria-current={step.state === 'started' ? 'step' : undefined}>
          <p className="flex items-center gap-2 text-xs leading-5">
            <span className="text-(--tone)">
              <StateIcon state={looks[step.state]} className="size-3.5" />
            </span>
            <span className="w-8 shrink-0 text-muted tabular-nums">
              {step.number}/{boot.total}
            </span>
            <span className="min-w-0 flex-1 truncate" title={step.name}>
              {step.title}
            </span>
            <span className="sr-only">{stateWord[looks[step.state]]}</span>
            <span className="text-muted tabular-nums">{stepTime(step, nowMs)}</span>
          </p>
          {step.note ? <p className="pl-[3.75rem] text-xs break-words text-muted">{step.note}</p> : null}
          {step.state === 'failed' ? <StepFailure step={step} name={name} /> : null}
        </li>
      ))}
    </ol>
  );
}

function StepFailure({ step, name }: { step: BootStepView; name: string }) {
  // Its sentence stands above the log already.
  const log = step.sentence === null ? step.log : step.log?.replace(`! ${step.sentence}`, '').trim();
  return (
    <div className="mt-1 mb-2 space-y-1.5">
      {step.sentence ? <p className="rounded-md border border-failed-line bg-failed-soft px-2.5 py-1.5 text-sm break-words">{step.sentence}</p> : null}
      {log ? (
        <pre
          tabIndex={0}
          role="region"
          aria-label={`Last lines of ${step.title} on ${name}`}
          className="max-h-56 overflow-auto rounded-md border border-line bg-[#101014] p-2.5 font-mono text-[11px] leading-4 whitespace-pre-wrap text-[#d7d7de]"
        >
          {log}
        </pre>
      ) : null}
    </div>
  );
}

function stepTime(step: BootStepView, nowMs: number | null): string {
  if (step.seconds !== null) return `${step.seconds} s`;
  if (step.state !== 'started' || step.startedAt === null || nowMs === null) return '';
  return formatStopwatch(nowMs - Date.parse(step.startedAt));
}
