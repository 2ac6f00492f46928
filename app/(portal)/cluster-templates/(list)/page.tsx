import type { Metadata } from 'next';
import { LayoutTemplate, Plus, SearchX } from 'lucide-react';
import { withParameters } from '#components/clusters/list-address.ts';
import { one, toSearch, type SearchParams } from '#components/clusters/read-list-address.ts';
import { TemplateFilters } from '#components/cluster-templates/template-filters.tsx';
import { TemplateTable } from '#components/cluster-templates/template-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { PaginationLinks } from '#components/ui/pagination-links.tsx';
import { isAdmin, reasonAgainst } from '#lib/auth/policy.ts';
import { listClusterTemplates } from '#lib/cluster-templates/list-cluster-templates.ts';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import { listClusterTemplatesSchema } from '#lib/cluster-templates/schema.ts';
import { doorsOf } from '#lib/cluster-templates/visibility.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { deleteClusterTemplateAction, publishClusterTemplateAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Cluster templates' };

export default async function ClusterTemplatesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireScope(), searchParams]);
  const filter = listClusterTemplatesSchema.parse({
    search: one(parameters.q) ?? '',
    coe: one(parameters.coe) ?? undefined,
    driver: one(parameters.driver) ?? undefined,
    visibility: one(parameters.show) ?? undefined,
    sort: one(parameters.sort) ?? 'name',
    cursor: one(parameters.after) ?? one(parameters.before) ?? undefined,
  });
  const [page, drivers] = await Promise.all([listClusterTemplates(scope, filter), listDriverOffers(scope)]);
  const address = { path: routes.clusterTemplates, search: toSearch(parameters) };
  const narrowed = Boolean(filter.search || filter.coe || filter.driver || filter.visibility);
  const create = (
    <ButtonLink
      href={routes.newClusterTemplate()}
      variant="primary"
      icon={<Plus aria-hidden />}
      disabledReason={reasonAgainst(scope, 'cluster-template:create')}
    >
      Create template
    </ButtonLink>
  );

  return (
    <>
      <PageHeader
        title="Cluster templates"
        description={`What clusters are made from: templates of the project ${scope.projectName} and those shown to all.`}
        actions={create}
      />
      {page.rows.length > 0 || narrowed || filter.cursor ? (
        <TemplateFilters
          coes={[...new Set(drivers.map(({ coe }) => coe))]}
          drivers={[...new Map(drivers.map(({ name, title }) => [name, { name, title }])).values()]}
          admin={isAdmin(scope)}
        />
      ) : null}
      {page.rows.length > 0 ? (
        <>
          <TemplateTable
            rows={page.rows.map((template) => ({ template, doors: doorsOf(scope, template) }))}
            sort={filter.sort}
            deleteTemplate={deleteClusterTemplateAction}
            publishTemplate={publishClusterTemplateAction}
          />
          <div className="mt-3">
            <PaginationLinks
              previousHref={page.previousCursor && withParameters(address, { before: page.previousCursor })}
              nextHref={page.nextCursor && withParameters(address, { after: page.nextCursor })}
            />
          </div>
        </>
      ) : narrowed ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No template matches"
          description="Try another word, or take a filter off."
          action={<ButtonLink href={routes.clusterTemplates}>Show all templates</ButtonLink>}
        />
      ) : (
        <EmptyState
          icon={<LayoutTemplate aria-hidden />}
          title="There are no cluster templates yet"
          description="A template says once which image, flavors and network your clusters have. Everything but its name has a good default."
          action={create}
        />
      )}
    </>
  );
}
