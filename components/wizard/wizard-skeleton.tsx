import { Skeleton } from '#components/ui/skeleton.tsx';

/** The shape of a wizard while the cloud is asked for its lists. */
export function WizardSkeleton() {
  return (
    <div role="status">
      <h1 className="sr-only">Loading</h1>
      <div className="mb-5 space-y-2">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-6 w-56" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[11rem_minmax(0,1fr)] xl:grid-cols-[12rem_minmax(0,1fr)_19rem]">
        <div className="hidden space-y-5 px-2 py-2 lg:block">
          {['w-20', 'w-28', 'w-16', 'w-24', 'w-20', 'w-16'].map((width, index) => (
            <div key={index} className="flex items-center gap-2.5">
              <Skeleton className="size-6 rounded-full" />
              <Skeleton className={`h-3 ${width}`} />
            </div>
          ))}
        </div>
        <div className="space-y-6 rounded-lg border border-line bg-surface p-5 shadow-xs">
          {[0, 1, 2, 3].map((row) => (
            <div key={row} className="space-y-2">
              <Skeleton className="h-3 w-24" />
              <Skeleton className="h-9 w-full" />
            </div>
          ))}
        </div>
        <div className="space-y-3 rounded-lg border border-line bg-surface p-4 shadow-xs lg:col-start-2 xl:col-start-3">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} className="h-3 w-full" />
          ))}
        </div>
      </div>
    </div>
  );
}
