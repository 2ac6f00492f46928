'use client';

import { useId, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { cn } from './cn.ts';
import { FieldContext } from './field-context.ts';

export interface FieldProps {
  label: ReactNode;
  /** One control (Input, Select, Combobox …): it takes its id and description from here. */
  children: ReactNode;
  help?: ReactNode;
  error?: string | null | undefined;
  /** Says "Optional" beside the label. */
  optional?: boolean;
  required?: boolean;
  /** At the right end of the label's line. */
  aside?: ReactNode;
  /** For groups of controls (radio cards, a list of rows): a fieldset with a legend. */
  group?: boolean;
  id?: string;
  className?: string;
}

export function Field(props: FieldProps) {
  const { label, children, help, error, optional, required = false, aside, group, className } = props;
  const made = useId();
  const id = props.id ?? made;
  const describedBy = [error ? `${id}-error` : null, help ? `${id}-help` : null].filter(Boolean).join(' ') || undefined;
  const Wrapper = group ? 'fieldset' : 'div';
  const Label = group ? 'legend' : 'label';
  const title = (
    <>
      {label}
      {optional ? <span className="ml-1.5 font-normal text-faint">Optional</span> : null}
    </>
  );
  return (
    <Wrapper className={cn('min-w-0', className)} data-invalid={error ? '' : undefined}>
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <Label {...(group ? { id: `${id}-legend` } : { htmlFor: id })} className="text-sm font-medium text-ink">
          {title}
        </Label>
        {aside ? <span className="text-xs text-muted">{aside}</span> : null}
      </div>
      <FieldContext value={{ id, describedBy, invalid: Boolean(error), required }}>{children}</FieldContext>
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-xs text-failed" role="alert">
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">{error}</span>
        </p>
      ) : null}
      {help ? (
        <div id={`${id}-help`} className="mt-1.5 text-xs text-muted">
          {help}
        </div>
      ) : null}
    </Wrapper>
  );
}
