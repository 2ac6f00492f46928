import type { Metadata } from 'next';
import { one, type SearchParams } from '#components/clusters/read-list-address.ts';
import { itemsOf } from '#components/wizard/cloud-options.ts';
import { startValues } from '#components/cluster-templates/start-values.ts';
import { TemplateWizard } from '#components/cluster-templates/template-wizard.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { reasonAgainst } from '#lib/auth/policy.ts';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import { toCopyValues } from '#lib/cluster-templates/form-values.ts';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { createClusterTemplateAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Create template' };

export default async function NewClusterTemplatePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireScope(), searchParams]);
  const copyId = one(parameters.copy);
  const drivers = await listDriverOffers(scope);
  const [choices, original] = await readForPage(
    Promise.all([loadCloudChoices(scope, drivers), copyId ? getClusterTemplate(scope, copyId) : null]),
  );
  const start = original
    ? toCopyValues(original, itemsOf(choices.keypairs).map(({ name }) => name))
    : startValues(drivers, choices);
  const refused = reasonAgainst(scope, 'cluster-template:create');

  return (
    <>
      <PageHeader
        title={original ? `Copy ${original.name}` : 'Create a cluster template'}
        description={original ? undefined : 'A name is all that is needed. The rest has defaults from your cloud.'}
        breadcrumbs={[{ label: 'Cluster templates', href: routes.clusterTemplates }]}
      />
      {refused ? (
        <Alert kind="warning" className="mb-4">
          {refused}
        </Alert>
      ) : null}
      <TemplateWizard
        key={original?.id ?? 'new'}
        drivers={drivers}
        choices={choices}
        start={start}
        publishReason={reasonAgainst(scope, 'cluster-template:publish')}
        submitLabel="Create template"
        submitDisabledReason={refused}
        onSubmit={createClusterTemplateAction}
        cancelHref={original ? routes.clusterTemplate(original.id) : routes.clusterTemplates}
        draftKey={`cluster-template:${original?.id ?? 'new'}:${scope.projectId}:${scope.userId}`}
      />
    </>
  );
}
