import { Skeleton } from '#components/ui/skeleton.tsx';

export default function ClusterLoading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the cluster</span>
      <div className="mb-5 flex items-start justify-between gap-6">
        <div className="space-y-3">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-6 w-56" />
          <Skeleton className="h-3 w-80 max-w-full" />
        </div>
        <Skeleton className="h-8 w-28 rounded-md" />
      </div>
      <Skeleton className="mb-4 h-9 w-96 max-w-full" />
      <Skeleton className="mb-4 h-28 w-full rounded-lg" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
