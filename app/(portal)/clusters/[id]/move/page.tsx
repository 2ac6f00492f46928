import type { Metadata } from 'next';
import { MoveCluster } from '#components/clusters/move-cluster.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { startMove } from '#lib/clusters/start-move.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { moveClusterAction, previewMoveAction } from './actions.ts';

export const metadata: Metadata = { title: 'Move cluster' };

export default async function MoveClusterPage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([requireScope(), params]);
  const start = await readForPage(startMove(scope, { clusterId: id }));
  const { cluster } = start;
  return (
    <>
      <PageHeader
        title={`Move ${cluster.name} to another driver version`}
        description={`It was made by ${cluster.driverTitle} ${cluster.version}. Heat says first what it would do; other clusters stay as they are.`}
        breadcrumbs={[
          { label: 'Clusters', href: routes.clusters },
          { label: cluster.name, href: routes.cluster(cluster.id) },
        ]}
      />
      <MoveCluster start={start} previewMove={previewMoveAction} moveCluster={moveClusterAction} />
    </>
  );
}
