'use client';

import type { Ref, TextareaHTMLAttributes } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.ts';
import { controlClass } from './input.tsx';

export interface TextareaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  mono?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

export function Textarea({ mono, className, rows = 4, ref, ...rest }: TextareaProps) {
  const control = useFieldControl(rest);
  return (
    <textarea
      rows={rows}
      spellCheck={mono ? false : undefined}
      {...rest}
      {...control}
      ref={ref}
      className={cn(controlClass, 'min-h-18 px-3 py-2', mono ? 'font-mono text-xs leading-5' : null, className)}
    />
  );
}
