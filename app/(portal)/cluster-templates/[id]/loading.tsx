import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div role="status">
      <h1 className="sr-only">Loading</h1>
      <div className="mb-5 space-y-2">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-6 w-56" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {[6, 4].map((rows) => (
          <div key={rows} className="space-y-5 rounded-lg border border-line bg-surface p-4 shadow-xs">
            {Array.from({ length: rows }, (_, row) => (
              <Skeleton key={row} className="h-3 w-full" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
