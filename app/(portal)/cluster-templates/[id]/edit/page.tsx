import type { Metadata } from 'next';
import { EditTemplate } from '#components/cluster-templates/edit-template.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { reasonAgainst } from '#lib/auth/policy.ts';
import { loadCloudChoices } from '#lib/cloud-choices/load-cloud-choices.ts';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import { doorsOf } from '#lib/cluster-templates/visibility.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { updateClusterTemplateAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Edit template' };

export default async function EditClusterTemplatePage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([requireScope(), params]);
  const drivers = await listDriverOffers(scope);
  const [template, choices] = await readForPage(
    Promise.all([getClusterTemplate(scope, id), loadCloudChoices(scope, drivers)]),
  );
  const doors = doorsOf(scope, template);
  const notice = doors.edit ?? doors.editWhole;

  return (
    <>
      <PageHeader
        title={`Edit ${template.name}`}
        breadcrumbs={[
          { label: 'Cluster templates', href: routes.clusterTemplates },
          { label: template.name, href: routes.clusterTemplate(template.id) },
        ]}
      />
      {notice ? (
        <Alert
          kind={doors.edit ? 'warning' : 'info'}
          className="mb-4"
          action={
            doors.copy ? null : (
              <ButtonLink size="sm" href={routes.newClusterTemplate(template.id)}>
                Copy template
              </ButtonLink>
            )
          }
        >
          {notice}
        </Alert>
      ) : null}
      <EditTemplate
        template={template}
        drivers={drivers}
        choices={choices}
        publishReason={reasonAgainst(scope, 'cluster-template:publish')}
        basicsOnly={doors.editWhole !== null}
        refused={doors.edit}
        updateTemplate={updateClusterTemplateAction}
        draftKey={`cluster-template:edit:${template.id}:${template.updatedAt}:${scope.userId}`}
      />
    </>
  );
}
