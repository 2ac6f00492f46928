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
import { prepareClusterWizard } from '#lib/clusters/prepare-cluster-wizard.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { createClusterAction, previewClusterAction, readTemplateAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Create cluster' };

export default async function NewClusterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireScope(), searchParams]);
  const refused = reasonAgainst(scope, 'cluster:create');
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

  const { choices, templates, initial } = await prepareClusterWizard(scope, { templateId: one(parameters.template) });
  return (
    <>
      {header}
      {templates.length === 0 && !initial ? (
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
          templates={templates}
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
