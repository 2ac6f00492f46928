import { resourceTypeWord } from './resource-type-word.ts';

/** "3 servers, 1 network …" as a compact list, Heat's own type on hover. */
export function ResourceCountList({ counts }: { counts: readonly { type: string; count: number }[] }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-4 gap-y-1 text-sm" aria-label="Resources by type">
      {counts.map(({ type, count }) => (
        <li key={type} title={type} className="flex items-baseline gap-2">
          <span className="min-w-6 text-right font-medium tabular-nums text-ink">{count}</span>
          <span className="truncate text-muted">{resourceTypeWord(type, count)}</span>
        </li>
      ))}
    </ul>
  );
}
