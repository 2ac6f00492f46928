import Link from 'next/link';
import { ClusterStateBadge } from '#components/clusters/cluster-state-badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { TemplateCluster } from '#lib/cluster-templates/list-template-clusters.ts';
import { routes } from '#lib/routes.ts';

interface TemplateClustersProps {
  templateId: string;
  rows: readonly TemplateCluster[];
  ownCount: number;
  /** In all projects. */
  totalCount: number;
}

/** The clusters of one's own project that were made from the template; those of others only as a number. */
export function TemplateClusters({ templateId, rows, ownCount, totalCount }: TemplateClustersProps) {
  const others = totalCount - ownCount;
  return (
    <Card
      title="Clusters made from it"
      flush
      actions={
        ownCount > rows.length ? (
          <Link href={`${routes.clusters}?template=${templateId}`} className="text-sm text-accent-text hover:underline">
            All {ownCount}
          </Link>
        ) : null
      }
    >
      {rows.length > 0 ? (
        <ul className="divide-y divide-line">
          {rows.map((cluster) => (
            <li key={cluster.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
              <Link href={routes.cluster(cluster.id)} prefetch={false} className="min-w-0 flex-1 truncate rounded-xs font-medium hover:underline">
                {cluster.name}
              </Link>
              <ClusterStateBadge cluster={{ ...cluster, needsContinue: false, statusReason: null }} look="plain" />
              <span className="w-full text-xs text-muted">
                {cluster.masterCount} + {cluster.nodeCount} nodes · <RelativeTime at={cluster.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="px-4 py-4 text-sm text-muted">{others > 0 ? 'None in this project.' : 'None yet.'}</p>
      )}
      {others > 0 ? (
        <p className="border-t border-line px-4 py-2.5 text-xs text-muted">
          {others === 1 ? 'One more' : `${others} more`} in other projects.
        </p>
      ) : null}
    </Card>
  );
}
