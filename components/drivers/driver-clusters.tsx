import Link from 'next/link';
import { Boxes } from 'lucide-react';
import { ClusterStateBadge } from '#components/clusters/cluster-state-badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { DriverClusterView } from '#lib/driver-catalogue/view.ts';
import { routes } from '#lib/routes.ts';

interface DriverClustersProps {
  clusters: readonly DriverClusterView[];
  count: number;
  /** Of all projects. */
  everywhere: boolean;
}

/** The clusters that are in this version. */
export function DriverClusters({ clusters, count, everywhere }: DriverClustersProps) {
  if (clusters.length === 0) {
    return (
      <Card>
        <EmptyState icon={<Boxes aria-hidden />} title="No cluster uses it" description={everywhere ? 'In no project.' : 'In this project; others are not shown.'} />
      </Card>
    );
  }
  return (
    <Card flush footer={count > clusters.length ? <span className="text-muted">The newest {clusters.length} of {count}.</span> : null}>
      <ul className="divide-y divide-line">
        {clusters.map((cluster) => (
          <li key={cluster.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
            <Link href={routes.cluster(cluster.id)} prefetch={false} className="min-w-0 flex-1 truncate rounded-xs font-medium hover:underline">
              {cluster.name}
            </Link>
            <ClusterStateBadge cluster={{ ...cluster, needsContinue: false }} look="plain" />
            <span className="w-full text-xs text-muted">
              {[everywhere ? cluster.projectName : null, cluster.coeVersion].filter(Boolean).map((word) => `${word} · `).join('')}
              <RelativeTime at={cluster.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
