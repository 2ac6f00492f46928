import type { ListedCluster } from '#lib/clusters/view.ts';
import { creationProgress } from './creation-progress.ts';

/** Under the state of a cluster in creation: what it is at, and a bar of the nodes that are done. */
export function ClusterProgress({ cluster }: { cluster: ListedCluster }) {
  const progress = creationProgress(cluster);
  if (!progress) return null;
  return (
    <span className="block max-w-44 pb-0.5 text-xs text-muted tabular-nums">
      <span className="block truncate">{progress.words}</span>
      <span aria-hidden className="mt-0.5 block h-0.5 overflow-hidden rounded-full bg-pressed">
        <span
          className="block h-full w-(--share) rounded-full bg-accent-text transition-[width] duration-500"
          style={{ '--share': `${Math.round(progress.share * 100)}%` } as React.CSSProperties}
        />
      </span>
    </span>
  );
}
