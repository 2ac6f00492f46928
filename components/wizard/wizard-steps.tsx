import { Check, CircleAlert } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { stepStateWords, type StepState } from './step-state.ts';

export interface ShownStep {
  id: string;
  title: string;
  /** What is chosen there, in a few words. */
  hint?: string | undefined;
  state: StepState;
}

interface WizardStepsProps {
  steps: readonly ShownStep[];
  onGo: (index: number) => void;
}

const markClass: Readonly<Record<StepState, string>> = {
  todo: 'border-control-line bg-surface text-muted',
  current: 'border-accent bg-accent text-accent-ink',
  done: 'border-ready-line bg-ready-soft text-ready',
  wrong: 'border-failed-line bg-failed-soft text-failed',
};

function Mark({ state, number }: { state: StepState; number: number }) {
  return (
    <span
      className={cn(
        'flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium tabular-nums',
        markClass[state],
      )}
      aria-hidden
    >
      {state === 'done' ? <Check className="size-3.5" /> : state === 'wrong' ? <CircleAlert className="size-3.5" /> : number}
    </span>
  );
}

/** The column at the left; from 1024 px on. */
export function WizardRail({ steps, onGo }: WizardStepsProps) {
  return (
    <nav aria-label="Steps" className="hidden lg:block">
      <ol className="sticky top-6 space-y-0.5">
        {steps.map((step, index) => (
          <li key={step.id} className="relative">
            {index < steps.length - 1 ? (
              <span className="absolute top-9 bottom-[-6px] left-[19px] w-px bg-line-strong" aria-hidden />
            ) : null}
            <button
              type="button"
              onClick={() => onGo(index)}
              aria-current={step.state === 'current' ? 'step' : undefined}
              className={cn(
                'flex w-full items-start gap-2.5 rounded-md px-2 py-2 text-left transition-colors duration-100 hover:bg-hover',
                step.state === 'current' ? 'bg-surface shadow-xs ring-1 ring-line' : null,
              )}
            >
              <Mark state={step.state} number={index + 1} />
              <span className="min-w-0 flex-1 pt-0.5">
                <span className={cn('block text-sm', step.state === 'current' ? 'font-medium text-ink' : 'text-muted')}>
                  {step.title}
                </span>
                <span className={cn('block truncate text-xs', step.state === 'wrong' ? 'text-failed' : 'text-faint')}>
                  {step.state === 'wrong' ? 'Needs a look' : step.hint}
                </span>
                <span className="sr-only">, {stepStateWords[step.state]}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** One bar for narrow screens: a segment for each step, the current one named. */
export function WizardStepBar({ steps, onGo }: WizardStepsProps) {
  const current = steps.findIndex((step) => step.state === 'current');
  return (
    <nav aria-label="Steps" className="lg:hidden">
      <p className="mb-2 flex items-baseline justify-between text-sm">
        <span className="font-medium">{steps[current]?.title}</span>
        <span className="text-muted">
          Step {current + 1} of {steps.length}
        </span>
      </p>
      <ol className="flex gap-1">
        {steps.map((step, index) => (
          <li key={step.id} className="flex-1">
            <button
              type="button"
              onClick={() => onGo(index)}
              aria-current={step.state === 'current' ? 'step' : undefined}
              aria-label={`${step.title}, ${stepStateWords[step.state]}`}
              className="flex h-6 w-full items-center rounded-xs"
            >
              <span
                className={cn(
                  'h-1.5 w-full rounded-full',
                  { todo: 'bg-line-strong', current: 'bg-accent', done: 'bg-ready', wrong: 'bg-failed' }[step.state],
                )}
              />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
