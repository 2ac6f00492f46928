import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <>
      <h1 className="sr-only">Loading</h1>
      <div className="mb-5 space-y-2">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      <Skeleton className="mb-4 h-9 w-64" />
      <div className="rounded-lg border border-line bg-surface shadow-xs">
        <TableSkeleton columns={6} />
      </div>
    </>
  );
}
