'use client';

import { useEffect, useRef, useState } from 'react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import Link from 'next/link';
import { Search, X } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { Input } from '#components/ui/input.tsx';
import { withParameters } from './list-address.ts';

const typingPauseMs = 250;

const states = [
  { value: null, label: 'All' },
  { value: 'ready', label: 'Ready' },
  { value: 'working', label: 'Working' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
] as const;

interface TextFilter {
  parameter: string;
  label: string;
}

interface ClusterFiltersProps {
  searchLabel: string;
  /** Further parts of names to filter by, beside the search. */
  texts?: readonly TextFilter[];
  /** Filters that were set elsewhere (by a link in a row), to be taken off here. */
  chips?: readonly { parameter: string; label: string }[];
}

/** What the list is narrowed to, all of it in the address: a link shares the view. */
export function ClusterFilters({ searchLabel, texts = [], chips = [] }: ClusterFiltersProps) {
  const address = { path: usePathname(), search: useSearchParams().toString() };
  const state = new URLSearchParams(address.search).get('state');
  return (
    <div role="search" className="mb-4 flex flex-wrap items-center gap-2">
      <AddressInput parameter="q" label={searchLabel} className="w-full sm:w-64" focusKey />
      {texts.map((text) => (
        <AddressInput key={text.parameter} parameter={text.parameter} label={text.label} className="w-full sm:w-40" />
      ))}
      <ul className="flex flex-wrap items-center gap-1" aria-label="State">
        {states.map(({ value, label }) => (
          <li key={label}>
            <Link
              href={withParameters(address, { state: value })}
              scroll={false}
              aria-current={state === value ? 'true' : undefined}
              className={cn(
                'inline-flex h-7 items-center rounded-full border px-3 text-xs font-medium transition-colors',
                state === value
                  ? 'border-accent-line bg-accent-soft text-accent-text'
                  : 'border-line bg-surface text-muted hover:border-line-strong hover:text-ink',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {chips.map((chip) => (
        <Link
          key={chip.parameter}
          href={withParameters(address, { [chip.parameter]: null })}
          scroll={false}
          className="inline-flex h-7 max-w-64 items-center gap-1.5 rounded-full border border-accent-line bg-accent-soft pr-2 pl-3 text-xs font-medium text-accent-text"
        >
          <span className="truncate">{chip.label}</span>
          <X className="size-3.5 shrink-0" aria-hidden />
          <span className="sr-only">Take this filter off</span>
        </Link>
      ))}
    </div>
  );
}

/** Follows the typing after a pause; the history gets no entry per letter. */
function AddressInput(props: { parameter: string; label: string; className: string; focusKey?: boolean }) {
  const { parameter, label, className } = props;
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams().toString();
  const inAddress = new URLSearchParams(search).get(parameter) ?? '';
  const [text, setText] = useState(inAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [written, setWritten] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  if (inAddress !== seen) {
    setSeen(inAddress);
    // Changed by a link or the back button, not by this field, which may be ahead of the address.
    if (inAddress !== written) {
      setWritten(inAddress);
      setText(inAddress);
    }
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = (value: string) => {
    setWritten(value.trim());
    router.replace(withParameters({ path, search }, { [parameter]: value.trim() }), { scroll: false });
  };
  const change = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => write(value), typingPauseMs);
  };
  return (
    <div className={className}>
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={255}
        prefix={<Search aria-hidden />}
        onChange={(event) => change(event.target.value)}
        {...(props.focusKey && { 'data-search': '' })}
      />
    </div>
  );
}
