import { Skeleton, TableSkeleton } from '#components/ui/skeleton.tsx';

export default function PortalLoading() {
  return (
    <>
      <div className="mb-5 flex items-center justify-between">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <div className="h-9 border-b border-line bg-sunken" />
        <TableSkeleton />
      </div>
    </>
  );
}
