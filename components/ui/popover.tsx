'use client';

import type { ReactNode } from 'react';
import { Popover as Radix } from 'radix-ui';
import { cn } from './cn.ts';

interface PopoverProps {
  trigger: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  /** As wide as its trigger at least. */
  matchWidth?: boolean;
  label?: string;
  className?: string;
}

export function Popover({ trigger, children, open, onOpenChange, align = 'start', matchWidth, label, className }: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={cn(
            'z-50 max-w-[calc(100vw-1rem)] animate-appear rounded-lg bg-raised text-sm shadow-raised outline-none',
            matchWidth ? 'min-w-(--radix-popover-trigger-width)' : null,
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
