'use client';

import Link from 'next/link';
import type { ClusterView } from '#lib/clusters/view.ts';
import { routes } from '#lib/routes.ts';
import { coeTitle } from '#components/cluster-templates/coe-words.ts';
import { Card } from '#components/ui/card.tsx';
import { KeyValueList } from '#components/ui/key-value-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';

export function ClusterFacts({ cluster }: { cluster: ClusterView }) {
  return (
    <Card title="About">
      <KeyValueList
        look="grid"
        items={[
          {
            label: 'Template',
            value: (
              <Link className="rounded-xs text-accent-text hover:underline" href={routes.clusterTemplate(cluster.templateId)}>
                {cluster.templateName}
              </Link>
            ),
          },
          { label: 'Version', value: `${coeTitle(cluster.coe)} ${cluster.coeVersion ?? ''}`.trim() },
          { label: 'Masters', value: `${cluster.masterCount} × ${cluster.masterFlavorName}` },
          { label: 'Minions', value: `${cluster.nodeCount} × ${cluster.flavorName}` },
          { label: 'Image', value: cluster.imageName },
          { label: 'Owner', value: cluster.userName },
          { label: 'Created', value: <RelativeTime at={cluster.createdAt} /> },
          { label: 'Project', value: cluster.projectName },
        ]}
      />
    </Card>
  );
}
