'use client';

import { useId, type ReactNode } from 'react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import { Check, Minus } from 'lucide-react';
import { cn } from './cn.ts';
import { Tooltip } from './tooltip.tsx';

export interface CheckboxProps {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  label?: ReactNode;
  description?: ReactNode;
  disabledReason?: string | null;
  id?: string;
  name?: string;
  'aria-label'?: string;
  className?: string;
}

export function Checkbox(props: CheckboxProps) {
  const { checked, onCheckedChange, label, description, disabledReason, name, className } = props;
  const made = useId();
  const id = props.id ?? made;
  const box = (
    <RadixCheckbox.Root
      id={id}
      name={name}
      checked={checked}
      disabled={Boolean(disabledReason)}
      aria-label={props['aria-label']}
      aria-describedby={description ? `${id}-description` : undefined}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-control-line bg-surface text-accent-ink hover:border-muted disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent"
    >
      <RadixCheckbox.Indicator>
        {checked === 'indeterminate' ? <Minus className="size-3" strokeWidth={3} /> : <Check className="size-3" strokeWidth={3} />}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
  if (!label) return <Tooltip content={disabledReason}>{box}</Tooltip>;
  return (
    <div className={cn('flex items-start gap-2.5', className)}>
      <span className="flex h-5 items-center">{box}</span>
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {description || disabledReason ? (
          <p id={`${id}-description`} className="text-xs text-muted">
            {disabledReason ?? description}
          </p>
        ) : null}
      </div>
    </div>
  );
}
