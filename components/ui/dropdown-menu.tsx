'use client';

import { useState, type ReactNode } from 'react';
import { DropdownMenu as Radix } from 'radix-ui';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { cn } from './cn.ts';

export const menuSurfaceClass =
  'z-50 min-w-44 max-w-80 animate-appear overflow-y-auto rounded-lg bg-raised p-1 text-sm shadow-raised outline-none';

const itemClass =
  'flex min-h-8 items-center gap-2 rounded-md px-2 py-1.5 text-left outline-none select-none data-[highlighted]:bg-hover data-[disabled]:text-faint [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';

interface DropdownMenuProps {
  /** One button. */
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
}

export function DropdownMenu({ trigger, children, align = 'end', side = 'bottom', className }: DropdownMenuProps) {
  const [container, setContainer] = useState<Element | null>(null);
  // Inside the page's landmark, except over a dialog, which hides everything beside it.
  const place = (open: boolean) => {
    if (open) setContainer(document.querySelector('[role="dialog"]') ? null : document.querySelector('main'));
  };
  return (
    <Radix.Root modal={false} onOpenChange={place}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(menuSurfaceClass, 'max-h-(--radix-dropdown-menu-content-available-height)', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  icon?: ReactNode;
  /** Navigates; otherwise `onSelect` acts. */
  href?: string;
  onSelect?: () => void;
  /** Not to be chosen, and says why under its words. */
  disabledReason?: string | null;
  danger?: boolean;
  /** Keys that do the same, e.g. "g c". */
  shortcut?: string;
}

export function MenuItem({ children, icon, href, onSelect, disabledReason, danger, shortcut }: MenuItemProps) {
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{children}</span>
        {disabledReason ? <span className="block text-xs whitespace-normal text-faint">{disabledReason}</span> : null}
      </span>
      {shortcut ? <span className="text-xs text-faint">{shortcut}</span> : null}
    </>
  );
  const classes = cn(itemClass, danger && !disabledReason ? 'text-failed data-[highlighted]:bg-failed-soft [&_svg]:text-failed' : null);
  if (href && !disabledReason) {
    return (
      <Radix.Item asChild className={classes}>
        <Link href={href}>{content}</Link>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item disabled={Boolean(disabledReason)} onSelect={() => onSelect?.()} className={classes}>
      {content}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-xs text-muted">{children}</Radix.Label>;
}

interface MenuChoiceProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
}

/** One of several, with a tick at the chosen one. */
export function MenuChoice({ value, onValueChange, options }: MenuChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemClass}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
