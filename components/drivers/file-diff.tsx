'use client';

import { useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { DiffLine, FileChange } from '#lib/drivers/compare-files.ts';

const kindLook = {
  added: { word: 'new', tone: 'ready' },
  removed: { word: 'gone', tone: 'failed' },
  changed: { word: 'changed', tone: 'working' },
} as const;

const openAtFirst = 6;

/** Changed files one under the other, each as a unified diff. */
export function FileDiffs({ changes, emptyText }: { changes: readonly FileChange[]; emptyText: string }) {
  if (changes.length === 0) return <p className="rounded-lg border border-line bg-surface px-4 py-8 text-center text-sm text-muted">{emptyText}</p>;
  return (
    <ul className="space-y-3">
      {changes.map((change, index) => (
        <li key={change.path}>
          <FileDiff change={change} startOpen={index < openAtFirst} />
        </li>
      ))}
    </ul>
  );
}

function FileDiff({ change, startOpen }: { change: FileChange; startOpen: boolean }) {
  const [open, setOpen] = useState(startOpen);
  const { word, tone } = kindLook[change.kind];
  return (
    <section className="overflow-hidden rounded-lg border border-line bg-surface shadow-xs">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-10 w-full flex-wrap items-center gap-x-2 gap-y-1 bg-sunken px-3 py-2 text-left hover:bg-hover"
      >
        <ChevronRight className={cn('size-4 shrink-0 text-faint transition-transform', open ? 'rotate-90' : null)} aria-hidden />
        <span className="min-w-0 flex-1 font-mono text-xs break-all">{change.path}</span>
        <Badge tone={tone}>{word}</Badge>
        <span className="font-mono text-xs tabular-nums">
          <span className="text-ready">+{change.added}</span> <span className="text-failed">−{change.removed}</span>
        </span>
      </button>
      {open ? <Hunks change={change} /> : null}
    </section>
  );
}

function Hunks({ change }: { change: FileChange }) {
  return (
    <div className="max-h-[70vh] overflow-auto border-t border-line" tabIndex={0} role="region" aria-label={`Differences in ${change.path}`}>
      <table className="w-full border-collapse font-mono text-xs leading-5">
        <caption className="sr-only">Differences in {change.path}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Line before</th>
            <th scope="col">Line after</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        {change.hunks.map((hunk, index) => (
          <tbody key={index} className={index > 0 ? 'border-t-8 border-sunken' : undefined}>
            {hunk.map((line) => (
              <Line key={`${line.before ?? ''} ${line.after ?? ''}`} line={line} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const lineLook: Readonly<Record<DiffLine['kind'], { className: string; sign: string; word: string }>> = {
  same: { className: '', sign: ' ', word: '' },
  added: { className: 'bg-ready-soft', sign: '+', word: 'Added: ' },
  removed: { className: 'bg-failed-soft', sign: '−', word: 'Removed: ' },
};

const numberClass = 'w-10 min-w-10 px-2 text-right align-top text-faint select-none';

function Line({ line }: { line: DiffLine }) {
  const { className, sign, word } = lineLook[line.kind];
  return (
    <tr className={className}>
      <td className={numberClass}>{line.before}</td>
      <td className={numberClass}>{line.after}</td>
      <td className="pr-4 whitespace-pre">
        <span aria-hidden className={cn('mr-2 inline-block w-2 select-none', line.kind === 'added' ? 'text-ready' : 'text-failed')}>
          {sign}
        </span>
        <span className="sr-only">{word}</span>
        {line.text}
      </td>
    </tr>
  );
}
