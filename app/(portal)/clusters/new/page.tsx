import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { Layers } from 'lucide-react';
import { one, type SearchParams } from '#components/clusters/read-list-address.ts';
import { ClusterWizard } from '#components/clusters/wizard/cluster-wizard.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { reasonAgainst } from '#lib/auth/policy.ts';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import { listClusterTemplates } from '#lib/cluster-templates/list-cluster-templates.ts';
import { readTemplate } from '#lib/clusters/read-template.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { isPortalError } from '#lib/errors.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { createClusterAction, previewClusterAction, readTemplateAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Create cluster' };

const mostTemplates = 200;

export default async function NewClusterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireScope(), searchParams]);
  const refused = reasonAgainst(scope, 'cluster:create');
  const wanted = one(parameters.template);
  const header = (
    <PageHeader
      title="Create cluster"
      breadcrumbs={[{ label: 'Clusters', href: routes.clusters }]}
      description={`In the project ${scope.projectName}.`}
    />
  );
  if (refused) {
    return (
      <>
        {header}
        <Alert kind="info">{refused}</Alert>
      </>
    );
  }

  const manifests = listDrivers().then((drivers) => drivers.map(({ manifest }) => manifest));
  const [choices, templates, initial] = await Promise.all([
    manifests.then((all) => loadCloudChoices(scope, all)),
    listClusterTemplates(scope, { limit: mostTemplates }),
    wanted === null
      ? null
      : readTemplate(scope, { templateId: wanted }).catch((error: unknown) => {
          // A link to a template that is gone still opens the wizard.
          if (isPortalError(error, 'NOT_FOUND')) return null;
          throw error;
        }),
  ]);
  return (
    <>
      {header}
      {templates.rows.length === 0 && !initial ? (
        <EmptyState
          icon={<Layers aria-hidden />}
          title="There is no cluster template yet"
          description="A cluster is made from a cluster template: image, flavors, networks and driver, chosen once."
          action={
            <ButtonLink href={routes.newClusterTemplate()} variant="primary">
              Create cluster template
            </ButtonLink>
          }
        />
      ) : (
        <ClusterWizard
          submissionId={randomUUID()}
          templates={templates.rows}
          initial={initial}
          choices={choices}
          draftOwner={`${scope.userId}:${scope.projectId}`}
          createCluster={createClusterAction}
          previewCluster={previewClusterAction}
          readTemplate={readTemplateAction}
        />
      )}
    </>
  );
}
