'use client';

import { useEffect, useRef, useState } from 'react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import Link from 'next/link';
import { Search } from 'lucide-react';
import { withParameters } from '#components/clusters/list-address.ts';
import { cn } from '#components/ui/cn.ts';
import { Input } from '#components/ui/input.tsx';
import { coeTitle } from './coe-words.ts';

const typingPauseMs = 250;

interface TemplateFiltersProps {
  coes: readonly string[];
  drivers: readonly { name: string; title: string }[];
  admin: boolean;
}

/** What the list is narrowed to, all of it in the address: a link shares the view. */
export function TemplateFilters({ coes, drivers, admin }: TemplateFiltersProps) {
  return (
    <div role="search" className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput />
      <Chips
        parameter="show"
        label="Whose"
        options={[
          { value: null, label: 'All' },
          { value: 'own', label: 'This project' },
          { value: 'public', label: 'Public' },
          ...(admin ? [{ value: 'all', label: 'Every project' }] : []),
        ]}
      />
      {coes.length > 1 ? (
        <Chips parameter="coe" label="Orchestrator" options={coes.map((coe) => ({ value: coe, label: coeTitle(coe) }))} toggle />
      ) : null}
      {drivers.length > 1 ? (
        <Chips parameter="driver" label="Driver" options={drivers.map(({ name, title }) => ({ value: name, label: title }))} toggle />
      ) : null}
    </div>
  );
}

interface ChipsProps {
  parameter: string;
  label: string;
  options: readonly { value: string | null; label: string }[];
  /** A second click takes the filter off. */
  toggle?: boolean;
}

function Chips({ parameter, label, options, toggle }: ChipsProps) {
  const address = { path: usePathname(), search: useSearchParams().toString() };
  const current = new URLSearchParams(address.search).get(parameter);
  return (
    <ul className="flex flex-wrap items-center gap-1" aria-label={label}>
      {options.map(({ value, label: word }) => (
        <li key={word}>
          <Link
            href={withParameters(address, { [parameter]: toggle && value === current ? null : value })}
            scroll={false}
            aria-current={value === current ? 'true' : undefined}
            className={cn(
              'inline-flex h-7 items-center rounded-full border px-3 text-xs font-medium transition-colors',
              value === current
                ? 'border-accent-line bg-accent-soft text-accent-text'
                : 'border-line bg-surface text-muted hover:border-line-strong hover:text-ink',
            )}
          >
            {word}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Follows the typing after a pause; the history gets no entry per letter. */
function SearchInput() {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams().toString();
  const inAddress = new URLSearchParams(search).get('q') ?? '';
  const [text, setText] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // A link or the back button has changed the address: the field follows it.
  if (inAddress !== seen) {
    setSeen(inAddress);
    if (inAddress !== text.trim()) setText(inAddress);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <div className="w-full sm:w-64">
      <Input
        type="search"
        aria-label="Search by name, description, image or tag"
        placeholder="Search templates"
        value={text}
        maxLength={200}
        prefix={<Search aria-hidden />}
        data-search=""
        onChange={(event) => {
          const value = event.target.value;
          setText(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            router.replace(withParameters({ path, search }, { q: value.trim() }), { scroll: false });
          }, typingPauseMs);
        }}
      />
    </div>
  );
}
