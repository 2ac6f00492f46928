import type { Metadata } from 'next';
import { Boxes, SearchX } from 'lucide-react';
import { ClusterFilters } from '#components/clusters/cluster-filters.tsx';
import { ClusterTable } from '#components/clusters/cluster-table.tsx';
import { withParameters } from '#components/clusters/list-address.ts';
import { one, toSearch, type SearchParams } from '#components/clusters/read-list-address.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { PaginationLinks } from '#components/ui/pagination-links.tsx';
import { listAllClusters } from '#lib/clusters/list-all-clusters.ts';
import { allClustersFilterSchema } from '#lib/clusters/schema.ts';
import { requireAdminScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { continueClusterAction, deleteClusterAction, previewDeleteAction, retryClusterAction } from '../../clusters/actions.ts';

export const metadata: Metadata = { title: 'All clusters' };

export default async function AllClustersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireAdminScope(), searchParams]);
  const filter = allClustersFilterSchema.parse({
    q: one(parameters.q),
    project: one(parameters.project),
    owner: one(parameters.owner),
    driver: one(parameters.driver),
    state: one(parameters.state),
    templateId: one(parameters.template),
    sort: one(parameters.sort),
    after: one(parameters.after),
    before: one(parameters.before),
  });
  const page = await listAllClusters(scope, filter);
  const address = { path: routes.admin.clusters, search: toSearch(parameters) };

  return (
    <>
      <PageHeader title="All clusters" description="Clusters of every project of this cloud." />
      <ClusterFilters
        searchLabel="Cluster, project or owner"
        texts={[
          { parameter: 'project', label: 'Project' },
          { parameter: 'owner', label: 'Owner' },
        ]}
        chips={filter.driver ? [{ parameter: 'driver', label: `Driver: ${filter.driver}` }] : []}
      />
      {page.rows.length > 0 ? (
        <>
          <ClusterTable
            rows={page.rows}
            sort={filter.sort}
            changesAddress={`${routes.api.clusterChanges}?all=1`}
            refusedBecause={null}
            projectId={scope.projectId}
            allProjects
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
      ) : address.search ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No cluster matches"
          description="Try another word or state, or take a filter off."
          action={<ButtonLink href={routes.admin.clusters}>Show all clusters</ButtonLink>}
        />
      ) : (
        <EmptyState icon={<Boxes aria-hidden />} title="No project has a cluster yet" />
      )}
    </>
  );
}
