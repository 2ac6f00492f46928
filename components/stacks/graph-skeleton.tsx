import { Skeleton } from '#components/ui/skeleton.tsx';

export function GraphSkeleton() {
  return (
    <div role="status" className="flex size-full items-center justify-center gap-10 px-8">
      <span className="sr-only">Drawing the graph</span>
      <Skeleton className="h-40 w-44 rounded-xl" />
      <Skeleton className="hidden h-28 w-44 rounded-xl sm:block" />
      <Skeleton className="hidden h-44 w-44 rounded-xl md:block" />
      <Skeleton className="hidden h-56 w-52 rounded-xl lg:block" />
    </div>
  );
}
