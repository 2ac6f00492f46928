'use client';

import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { FormProvider, type FieldValues, type Path, type UseFormReturn } from 'react-hook-form';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Alert } from '#components/ui/alert.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { useSignInAgain } from '#components/frame/session.tsx';
import type { ActionResult } from '#lib/errors.ts';
import { DraftNote } from './draft-note.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { errorPaths, firstStepWith, stepState } from './step-state.ts';
import { useDraft } from './use-draft.ts';
import { WizardRail, WizardStepBar } from './wizard-steps.tsx';

export interface WizardStep {
  id: string;
  title: string;
  /** Under the title in the rail: what is chosen, in a few words. */
  hint?: string;
  /** Above the fields. */
  description?: ReactNode;
  /** Fields checked when the step is left; a name covers all below it. */
  fields: readonly string[];
  content: ReactNode;
  /** Opens only when every field is right (a review). */
  needsAllValid?: boolean;
}

export interface WizardProps<Draft extends FieldValues, Input, Result> {
  /** From `useForm` with `mode: 'onTouched'` and the schema's resolver; its default values are the start. */
  form: UseFormReturn<Draft, unknown, Input>;
  steps: readonly WizardStep[];
  /** Stays in sight at the right (below on narrow screens). */
  summary: ReactNode;
  /** The verb with its object: "Create template". */
  submitLabel: string;
  /** Not to be submitted, and why. */
  submitDisabledReason?: string | null;
  /** Offers to submit beside every step, not only at the end: for wizards whose defaults suffice. */
  submitAnywhere?: boolean;
  onSubmit: (input: Input) => Promise<ActionResult<Result>>;
  /** After success; leads away. */
  onDone: (result: Result) => void;
  cancelHref: string;
  /** Names the draft in this tab (include user and project); null keeps none. */
  draftKey: string | null;
  /** Takes out what must not be stored, such as passwords within addresses. */
  cleanDraft?: (values: Draft) => Draft;
  onStepChange?: (stepId: string) => void;
}

interface Failure {
  message: string;
  reference: string | undefined;
}

/** The frame of both wizards: steps at the left, one form in the middle, the summary at the right. */
export function Wizard<Draft extends FieldValues, Input, Result>(props: WizardProps<Draft, Input, Result>) {
  const { form, steps, summary, submitLabel, submitDisabledReason, submitAnywhere, draftKey } = props;
  const [current, setCurrent] = useState(0);
  const [visited, setVisited] = useState<ReadonlySet<number>>(new Set([0]));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [phase, setPhase] = useState<'open' | 'sending' | 'sent'>('open');
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const draft = useDraft(form, draftKey, props.cleanDraft);
  const { errors, isDirty } = form.formState;
  const signInAgain = useSignInAgain();

  const step = steps[current];
  const isLast = current === steps.length - 1;
  const wrongPaths = errorPaths(errors);

  useEffect(() => {
    if (!moved.current) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [current]);

  const show = (index: number) => {
    moved.current = true;
    setCurrent(index);
    setVisited((before) => new Set([...before, index]));
    const next = steps[index];
    if (next) props.onStepChange?.(next.id);
  };

  const showErrors = (paths: readonly string[]) => {
    const index = firstStepWith(steps, paths);
    if (index < 0 && paths.length > 0) setFailure({ message: 'Something here cannot be saved as it is. Make a copy and change it there.', reference: undefined });
    if (index >= 0 && index !== current) show(index);
    const first = steps[index]?.fields.find((field) => paths.some((path) => path === field || path.startsWith(`${field}.`)));
    // After the step is on the screen.
    if (first) setTimeout(() => focusField(first), 50);
  };

  const checkAll = async (): Promise<boolean> => {
    if (await form.trigger()) return true;
    showErrors(errorPaths(form.formState.errors));
    return false;
  };

  const go = async (index: number) => {
    if (index === current || phase === 'sending') return;
    if (steps[index]?.needsAllValid && !(await checkAll())) return;
    if (index > current && step) await form.trigger([...step.fields] as Path<Draft>[]);
    show(index);
  };

  const next = async () => {
    if (!step) return;
    if (step.fields.length > 0 && !(await form.trigger([...step.fields] as Path<Draft>[]))) {
      showErrors(errorPaths(form.formState.errors).filter((path) => firstStepWith([step], [path]) === 0));
      return;
    }
    await go(current + 1);
  };

  const send = async () => {
    if (phase !== 'open' || submitDisabledReason || !(await checkAll())) return;
    setFailure(null);
    setPhase('sending');
    await form.handleSubmit(async (input) => {
      let result = await attempt(() => props.onSubmit(input));
      if (!result.ok && result.code === 'UNAUTHENTICATED' && (await signInAgain())) {
        result = await attempt(() => props.onSubmit(input));
      }
      if (result.ok) {
        draft.drop();
        setPhase('sent');
        props.onDone(result.value);
        return;
      }
      for (const [path, message] of Object.entries(result.fieldErrors ?? {})) {
        form.setError(path as Path<Draft>, { type: 'server', message });
      }
      showErrors(Object.keys(result.fieldErrors ?? {}));
      setFailure({ message: result.userMessage, reference: result.requestId ?? result.reference });
      setPhase('open');
    })();
  };

  const onEnter = (event: FormEvent) => {
    event.preventDefault();
    void (isLast ? send() : next());
  };

  const shown = steps.map(({ id, title, hint, ...rest }, index) => ({
    id,
    title,
    hint,
    state: stepState(rest, index, { current, visited, wrongPaths }),
  }));
  const submitButton = (
    <Button
      variant="primary"
      pending={phase !== 'open'}
      disabledReason={submitDisabledReason ?? null}
      onClick={() => void send()}
    >
      {submitLabel}
    </Button>
  );

  return (
    <FormProvider {...form}>
      <LeaveGuard active={isDirty && phase !== 'sent'} keepsDraft={draftKey !== null} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[11rem_minmax(0,1fr)] xl:grid-cols-[12rem_minmax(0,1fr)_19rem]">
        <WizardRail steps={shown} onGo={(index) => void go(index)} />
        <WizardStepBar steps={shown} onGo={(index) => void go(index)} />
        <form noValidate onSubmit={onEnter} className="min-w-0 space-y-4">
          {draft.restoredAt ? <DraftNote at={draft.restoredAt} onStartOver={draft.startOver} onClose={draft.acknowledge} /> : null}
          {failure ? (
            <Alert kind="error" reference={failure.reference}>
              {failure.message}
            </Alert>
          ) : null}
          <section aria-labelledby="wizard-step" className="rounded-lg border border-line bg-surface shadow-xs">
            <header className="border-b border-line px-5 py-4">
              <h2 id="wizard-step" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
                {step?.title}
              </h2>
              {step?.description ? <p className="mt-0.5 text-sm text-pretty text-muted">{step.description}</p> : null}
            </header>
            <div className="space-y-6 px-5 py-5">{step?.content}</div>
          </section>
          <div className="sticky bottom-0 z-20 -mx-4 flex items-center justify-between gap-2 border-t border-line bg-canvas px-4 py-3 sm:static sm:mx-0 sm:border-0 sm:bg-transparent sm:px-0 sm:py-0">
            <ButtonLink href={props.cancelHref} variant="ghost">
              Cancel
            </ButtonLink>
            <span className="flex items-center gap-2">
              {current > 0 ? (
                <Button icon={<ArrowLeft aria-hidden />} onClick={() => void go(current - 1)}>
                  Back
                </Button>
              ) : null}
              {isLast ? (
                submitButton
              ) : (
                <Button variant={submitAnywhere ? 'secondary' : 'primary'} onClick={() => void next()}>
                  <span>
                    Next<span className="hidden sm:inline">: {steps[current + 1]?.title}</span>
                  </span>
                  <ArrowRight aria-hidden />
                </Button>
              )}
            </span>
          </div>
        </form>
        <aside aria-label="Summary" className="min-w-0 lg:col-start-2 xl:sticky xl:top-6 xl:col-start-3">
          {summary}
          {submitAnywhere && !isLast ? <div className="mt-3 grid">{submitButton}</div> : null}
        </aside>
      </div>
    </FormProvider>
  );
}

/** A broken line while the action was under way: nothing is known, so the sentence says what to look at. */
async function attempt<Result>(send: () => Promise<ActionResult<Result>>): Promise<ActionResult<Result>> {
  try {
    return await send();
  } catch {
    return { ok: false, code: 'UNREACHABLE', userMessage: 'The portal did not answer. What you typed is kept: try again in a moment.' };
  }
}

function focusField(name: string): void {
  const control =
    document.getElementById(`field-${name}`) ??
    document.querySelector<HTMLElement>(`#field-${CSS.escape(name)}-group button, #field-${CSS.escape(name)}-group input`);
  control?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}
