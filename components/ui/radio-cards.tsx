'use client';

import type { ReactNode } from 'react';
import { RadioGroup } from 'radix-ui';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.ts';

export interface RadioCard {
  value: string;
  title: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  /** At the right end of the title's line, e.g. a Badge. */
  aside?: ReactNode;
  /** Shown in place of the description; the card cannot be chosen. */
  disabledReason?: string | null;
}

export interface RadioCardsProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly RadioCard[];
  columns?: 1 | 2 | 3;
  name?: string;
  onBlur?: () => void;
  'aria-label'?: string;
}

const columnClass = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' } as const;

/** Inside `<Field group>`, which names the group. */
export function RadioCards(props: RadioCardsProps) {
  const { value, onValueChange, options, columns = 2, name, onBlur } = props;
  const control = useFieldControl({});
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={onValueChange}
      onBlur={onBlur}
      name={name}
      aria-label={props['aria-label']}
      aria-labelledby={props['aria-label'] || !control.id ? undefined : `${control.id}-legend`}
      aria-describedby={control['aria-describedby']}
      className={cn('grid gap-2', columnClass[columns])}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={Boolean(option.disabledReason)}
          className="group flex min-w-0 items-start gap-3 rounded-lg border border-line-strong bg-surface p-3 text-left shadow-xs transition-colors duration-100 not-disabled:hover:border-muted disabled:cursor-not-allowed disabled:bg-sunken data-[state=checked]:border-accent-text data-[state=checked]:bg-accent-soft"
        >
          <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control-line bg-surface group-data-[state=checked]:border-accent-text">
            <RadioGroup.Indicator className="size-2 rounded-full bg-accent-text" />
          </span>
          {option.icon ? <span className="mt-0.5 text-muted [&_svg]:size-4">{option.icon}</span> : null}
          <span className="min-w-0 flex-1">
            <span className="flex items-center justify-between gap-2 text-sm font-medium group-disabled:text-muted">
              <span className="min-w-0 truncate">{option.title}</span>
              {option.aside}
            </span>
            {option.disabledReason || option.description ? (
              <span className="mt-0.5 block text-xs text-muted">{option.disabledReason ?? option.description}</span>
            ) : null}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
