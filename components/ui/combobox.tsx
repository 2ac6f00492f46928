'use client';

import { useId, useState, type ReactNode } from 'react';
import { Command } from 'cmdk';
import { Check, ChevronsUpDown, X } from 'lucide-react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-context.ts';
import { controlClass } from './input.tsx';
import { Popover } from './popover.tsx';

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second line: what decides (vCPU, RAM, distro …). */
  description?: ReactNode;
  /** At the right end. */
  aside?: ReactNode;
  group?: string;
  /** More words the search finds it by. */
  keywords?: readonly string[];
  /** There, greyed, with the reason; cannot be chosen. */
  disabledReason?: string | null;
}

export interface ComboboxProps {
  value: string | null;
  onValueChange: (value: string | null) => void;
  options: readonly ComboboxOption[];
  placeholder?: string;
  searchPlaceholder?: string;
  /** Shown when nothing is found or there is nothing to choose. */
  emptyText?: string;
  clearable?: boolean;
  disabled?: boolean;
  onBlur?: () => void;
  id?: string;
  name?: string;
  'aria-label'?: string;
  className?: string;
}

export function Combobox(props: ComboboxProps) {
  const { value, onValueChange, options, placeholder = 'Choose', emptyText, clearable, disabled, onBlur, className } = props;
  const [open, setOpen] = useState(false);
  const listId = useId();
  const control = useFieldControl({ id: props.id });
  const chosen = options.find((option) => option.value === value);
  const changeOpen = (next: boolean) => {
    setOpen(next);
    if (!next) onBlur?.();
  };
  const choose = (next: string) => {
    onValueChange(next);
    changeOpen(false);
  };
  const trigger = (
    <button
      type="button"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={open}
      aria-controls={open ? listId : undefined}
      aria-label={props['aria-label']}
      disabled={disabled}
      {...control}
      className={cn(
        controlClass,
        'flex min-h-9 items-center gap-2 py-1.5 pr-2.5 pl-3 text-left',
        clearable && chosen ? 'pr-9' : null,
      )}
    >
      <span className={cn('min-w-0 flex-1 truncate', chosen || value ? null : 'text-faint')}>
        {chosen?.label ?? value ?? placeholder}
      </span>
      {chosen?.aside ? <span className="shrink-0 text-xs text-muted">{chosen.aside}</span> : null}
      <ChevronsUpDown className="size-4 shrink-0 text-faint" aria-hidden />
    </button>
  );
  return (
    <div className={cn('relative', className)}>
      <Popover trigger={trigger} open={open} onOpenChange={changeOpen} matchWidth label={props['aria-label'] ?? placeholder} className="w-(--radix-popover-trigger-width) min-w-64">
        <div id={listId}>
          <ChoiceList
            options={options}
            value={value}
            onChoose={choose}
            searchPlaceholder={props.searchPlaceholder}
            emptyText={emptyText}
            label={props['aria-label'] ?? placeholder}
          />
        </div>
      </Popover>
      {clearable && chosen && !disabled ? (
        <button
          type="button"
          aria-label="Clear the choice"
          onClick={() => onValueChange(null)}
          className="absolute top-1/2 right-8 flex size-6 -translate-y-1/2 items-center justify-center rounded-sm bg-surface text-faint hover:text-ink"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

interface ChoiceListProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onChoose: (value: string) => void;
  searchPlaceholder?: string | undefined;
  emptyText?: string | undefined;
  label: string;
}

/** The searchable list itself, for popovers that have a trigger of their own. */
export function ChoiceList({ options, value, onChoose, searchPlaceholder, emptyText, label }: ChoiceListProps) {
  const groups = [...new Set(options.map((option) => option.group ?? ''))];
  return (
    <Command label={label} loop className="flex max-h-80 flex-col" defaultValue={value ?? undefined}>
      <Command.Input
        placeholder={searchPlaceholder ?? 'Search'}
        className="h-9 w-full shrink-0 border-b border-line bg-transparent px-3 text-sm outline-none"
      />
      <Command.List className="min-h-0 flex-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
          {emptyText ?? 'Nothing matches. Try another word.'}
        </Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group}
            heading={group || undefined}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
          >
            {options
              .filter((option) => (option.group ?? '') === group)
              .map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  keywords={[option.label, ...(option.keywords ?? [])]}
                  disabled={Boolean(option.disabledReason)}
                  onSelect={() => onChoose(option.value)}
                  className="group flex items-start gap-2 rounded-md px-2 py-1.5 data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-hover"
                >
                  <Check
                    className={cn('mt-0.5 size-4 shrink-0 text-accent-text', option.value === value ? null : 'invisible')}
                    aria-hidden
                  />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate group-data-[disabled=true]:text-muted">{option.label}</span>
                    {option.disabledReason ? (
                      <span className="block text-xs text-waiting">{option.disabledReason}</span>
                    ) : option.description ? (
                      <span className="block text-xs text-muted">{option.description}</span>
                    ) : null}
                  </span>
                  {option.aside ? <span className="shrink-0 text-xs text-muted">{option.aside}</span> : null}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
