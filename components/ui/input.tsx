'use client';

import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.ts';

export const controlClass =
  'w-full rounded-md border border-control-line bg-surface text-base text-ink shadow-xs transition-colors duration-100 hover:border-muted focus-visible:border-accent-text focus-visible:outline-2 focus-visible:-outline-offset-1 disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted aria-invalid:border-failed [&:is(input,textarea):read-only]:bg-sunken';

export interface InputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'prefix' | 'size'> {
  /** Inside the box, before the text: an icon or a short word. */
  prefix?: ReactNode;
  /** Inside the box, after the text: a unit or a button. */
  suffix?: ReactNode;
  mono?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function Input({ prefix, suffix, mono, className, ref, ...rest }: InputProps) {
  const control = useFieldControl(rest);
  const input = (
    <input
      autoComplete="off"
      {...rest}
      {...control}
      ref={ref}
      className={cn(
        controlClass,
        'h-9 px-3',
        prefix ? 'pl-8' : null,
        suffix ? 'pr-14' : null,
        mono ? 'font-mono text-sm' : null,
        className,
      )}
    />
  );
  if (!prefix && !suffix) return input;
  return (
    <div className="relative">
      {prefix ? (
        <span className="pointer-events-none absolute inset-y-0 left-0 flex w-8 items-center justify-center text-faint [&_svg]:size-4">
          {prefix}
        </span>
      ) : null}
      {input}
      {suffix ? (
        <span className="absolute inset-y-0 right-0 flex items-center gap-1 pr-2 text-xs text-muted">{suffix}</span>
      ) : null}
    </div>
  );
}
