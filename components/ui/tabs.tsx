'use client';

import type { ReactNode } from 'react';
import { Tabs as Radix } from 'radix-ui';
import { cn } from './cn.ts';

export interface TabItem {
  value: string;
  label: ReactNode;
  /** A number after the label. */
  count?: number;
  content: ReactNode;
}

export interface TabsProps {
  items: readonly TabItem[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  label: string;
  /** At the right end of the tabs' line. */
  actions?: ReactNode;
  className?: string;
  contentClassName?: string;
}

const listClass = 'flex min-w-0 items-center gap-1 overflow-x-auto border-b border-line';
const tabClass =
  'relative -mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 max-sm:px-2 text-sm font-medium text-muted outline-offset-[-2px] hover:text-ink';
const countClass = 'rounded-full bg-gone-soft px-1.5 text-xs font-normal text-muted';

export function Tabs({ items, value, defaultValue, onValueChange, label, actions, className, contentClassName }: TabsProps) {
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue ?? items[0]?.value}
      onValueChange={onValueChange}
      className={cn('min-w-0', className)}
    >
      <div className={listClass}>
        <Radix.List aria-label={label} className="flex items-center gap-1 max-sm:gap-0">
          {items.map((item) => (
            <Radix.Trigger
              key={item.value}
              value={item.value}
              className={cn(tabClass, 'data-[state=active]:border-accent-text data-[state=active]:text-ink')}
            >
              {item.label}
              {item.count === undefined ? null : <span className={countClass}>{item.count}</span>}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions ? <div className="ml-auto flex items-center gap-2 pl-4">{actions}</div> : null}
      </div>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className={cn('min-w-0 pt-4 outline-none', contentClassName)}>
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
