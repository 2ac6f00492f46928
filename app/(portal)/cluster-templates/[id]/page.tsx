import type { Metadata } from 'next';
import { EllipsisVertical, Pencil, Plus } from 'lucide-react';
import { TemplateClusters } from '#components/cluster-templates/template-clusters.tsx';
import { TemplateFacts } from '#components/cluster-templates/template-facts.tsx';
import { TemplateMenu } from '#components/cluster-templates/template-menu.tsx';
import { VisibilityBadges } from '#components/cluster-templates/visibility-badges.tsx';
import { itemsOf } from '#components/wizard/cloud-options.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { KeyValueList } from '#components/ui/key-value-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { listNetworkChoices, listSubnetChoices } from '#lib/cloud-choices/list-network-choices.ts';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import { listTemplateClusters } from '#lib/cluster-templates/list-template-clusters.ts';
import { doorsOf } from '#lib/cluster-templates/visibility.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { deleteClusterTemplateAction, publishClusterTemplateAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Cluster template' };

export default async function ClusterTemplatePage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([requireScope(), params]);
  const template = await readForPage(getClusterTemplate(scope, id));
  const [clusters, drivers, networks, subnets] = await readForPage(
    Promise.all([
      listTemplateClusters(scope, template.id),
      listDriverOffers(scope),
      template.fixedNetworkId ? listNetworkChoices(scope) : null,
      template.fixedSubnetId ? listSubnetChoices(scope) : null,
    ]),
  );
  const doors = doorsOf(scope, template);
  const driver = drivers.find(({ name, version }) => name === template.driverName && version === template.driverVersion);

  return (
    <>
      <PageHeader
        title={template.name}
        badge={<VisibilityBadges template={template} />}
        description={template.description}
        breadcrumbs={[{ label: 'Cluster templates', href: routes.clusterTemplates }]}
        actions={
          <>
            <TemplateMenu
              template={template}
              doors={doors}
              short
              deletedHref={routes.clusterTemplates}
              deleteTemplate={deleteClusterTemplateAction}
              publishTemplate={publishClusterTemplateAction}
              trigger={<Button size="icon" aria-label="More" icon={<EllipsisVertical aria-hidden />} />}
            />
            <ButtonLink href={routes.editClusterTemplate(template.id)} icon={<Pencil aria-hidden />} disabledReason={doors.edit}>
              Edit
            </ButtonLink>
            <ButtonLink
              href={routes.newCluster(template.id)}
              variant="primary"
              icon={<Plus aria-hidden />}
              disabledReason={doors.createCluster}
            >
              Create cluster
            </ButtonLink>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <TemplateFacts
          template={template}
          fixedNetworkName={(networks && itemsOf(networks).find((each) => each.id === template.fixedNetworkId)?.name) ?? null}
          fixedSubnetName={(subnets && itemsOf(subnets).find((each) => each.id === template.fixedSubnetId)?.name) ?? null}
          labelSpecs={driver?.labels ?? null}
        />
        <div className="space-y-4 max-lg:order-first">
          <TemplateClusters templateId={template.id} {...clusters} totalCount={template.clusterCount} />
          <Card title="About">
            <KeyValueList
              className="-my-2 [&_dt]:sm:w-24"
              items={[
                { label: 'Made by', value: template.userName },
                { label: 'Project', value: template.projectName },
                { label: 'Made', value: <RelativeTime at={template.createdAt} /> },
                { label: 'Changed', value: <RelativeTime at={template.updatedAt} /> },
                {
                  label: 'Tags',
                  value: template.tags.length ? (
                    <span className="flex flex-wrap gap-1">
                      {template.tags.map((tag) => (
                        <Badge key={tag}>{tag}</Badge>
                      ))}
                    </span>
                  ) : null,
                },
                { label: 'Id', value: <CopyText text={template.id} what="template id" short className="-my-1" /> },
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  );
}
