'use client';

import { useId, type ReactNode } from 'react';
import { Switch as RadixSwitch } from 'radix-ui';
import { cn } from './cn.ts';

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  description?: ReactNode;
  disabledReason?: string | null;
  id?: string;
  name?: string;
  className?: string;
}

/** A setting that is on or off, its words at the left and the switch at the right. */
export function Switch(props: SwitchProps) {
  const { checked, onCheckedChange, label, description, disabledReason, name, className } = props;
  const made = useId();
  const id = props.id ?? made;
  const text = disabledReason ?? description;
  return (
    <div className={cn('flex items-start justify-between gap-4', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {text ? (
          <p id={`${id}-description`} className="mt-0.5 text-xs text-muted">
            {text}
          </p>
        ) : null}
      </div>
      <RadixSwitch.Root
        id={id}
        name={name}
        checked={checked}
        disabled={Boolean(disabledReason)}
        aria-describedby={text ? `${id}-description` : undefined}
        onCheckedChange={onCheckedChange}
        className="relative mt-0.5 h-5 w-9 shrink-0 rounded-full bg-control-line transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow-sm transition-transform duration-150 data-[state=checked]:translate-x-[18px]" />
      </RadixSwitch.Root>
    </div>
  );
}
