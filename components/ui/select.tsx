'use client';

import type { Ref, SelectHTMLAttributes } from 'react';
import { ChevronDown } from 'lucide-react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.ts';
import { controlClass } from './input.tsx';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> {
  options: readonly SelectOption[];
  /** An empty first choice. */
  placeholder?: string;
  ref?: Ref<HTMLSelectElement>;
}

/** The platform's own list: for short choices of plain words. For rich or long ones use Combobox. */
export function Select({ options, placeholder, className, ref, ...rest }: SelectProps) {
  const control = useFieldControl(rest);
  return (
    <div className={cn('relative', className)}>
      <select {...rest} {...control} ref={ref} className={cn(controlClass, 'h-9 appearance-none pr-8 pl-3')}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint" aria-hidden />
    </div>
  );
}
