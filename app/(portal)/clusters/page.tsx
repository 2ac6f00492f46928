import type { Metadata } from 'next';
import { Boxes, Plus, SearchX } from 'lucide-react';
import { ClusterFilters } from '#components/clusters/cluster-filters.tsx';
import { ClusterTable } from '#components/clusters/cluster-table.tsx';
import { withParameters } from '#components/clusters/list-address.ts';
import { one, toSearch, type SearchParams } from '#components/clusters/read-list-address.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { PaginationLinks } from '#components/ui/pagination-links.tsx';
import { reasonAgainst } from '#lib/auth/policy.ts';
import { listClusters } from '#lib/clusters/list-clusters.ts';
import { clusterFilterSchema } from '#lib/clusters/schema.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { continueClusterAction, deleteClusterAction, previewDeleteAction, retryClusterAction } from './actions.ts';

export const metadata: Metadata = { title: 'Clusters' };

export default async function ClustersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireScope(), searchParams]);
  const filter = clusterFilterSchema.parse({
    q: one(parameters.q),
    state: one(parameters.state),
    templateId: one(parameters.template),
    sort: one(parameters.sort),
    after: one(parameters.after),
    before: one(parameters.before),
  });
  const page = await listClusters(scope, filter);
  const address = { path: routes.clusters, search: toSearch(parameters) };
  const narrowed = filter.q !== '' || filter.state !== null || filter.templateId !== null;
  const templateName = filter.templateId ? (page.rows[0]?.templateName ?? 'one template') : null;
  const refusedBecause = reasonAgainst(scope, 'cluster:create');
  const create = (
    <ButtonLink href={routes.newCluster()} variant="primary" icon={<Plus aria-hidden />} disabledReason={refusedBecause}>
      Create cluster
    </ButtonLink>
  );

  return (
    <>
      <PageHeader title="Clusters" description={`Clusters of the project ${scope.projectName}.`} actions={create} />
      {page.rows.length > 0 || narrowed || filter.after || filter.before ? (
        <ClusterFilters
          searchLabel="Search by name"
          chips={templateName ? [{ parameter: 'template', label: `Template: ${templateName}` }] : []}
        />
      ) : null}
      {page.rows.length > 0 ? (
        <>
          <ClusterTable
            rows={page.rows}
            sort={filter.sort}
            changesAddress={routes.api.clusterChanges}
            refusedBecause={reasonAgainst(scope, 'cluster:delete')}
            projectId={scope.projectId}
            continueCluster={continueClusterAction}
            retryCluster={retryClusterAction}
            deleteCluster={deleteClusterAction}
            previewDelete={previewDeleteAction}
          />
          <div className="mt-3">
            <PaginationLinks
              previousHref={page.previous && withParameters(address, { before: page.previous })}
              nextHref={page.next && withParameters(address, { after: page.next })}
            />
          </div>
        </>
      ) : narrowed ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No cluster matches"
          description="Try another word or state, or take a filter off."
          action={<ButtonLink href={routes.clusters}>Show all clusters</ButtonLink>}
        />
      ) : (
        <EmptyState
          icon={<Boxes aria-hidden />}
          title="This project has no clusters yet"
          description="Choose a cluster template, give a name, and have a Kubernetes cluster in a few minutes."
          action={create}
        />
      )}
    </>
  );
}
