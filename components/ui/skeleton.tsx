import { cn } from './cn.ts';

/** A grey shape where something will be; size it by className. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'block animate-shimmer rounded-sm bg-linear-to-r from-sunken via-pressed to-sunken bg-[length:200%_100%]',
        className,
      )}
    />
  );
}

/** Rows of a table that is loading. Widths vary so that it does not look like a grid. */
export function TableSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  const widths = ['w-32', 'w-20', 'w-24', 'w-16', 'w-28'];
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-8 px-4">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} className={cn('h-3', widths[(row + column * 2) % widths.length])} />
          ))}
        </div>
      ))}
    </div>
  );
}
