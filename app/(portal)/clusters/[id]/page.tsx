import type { Metadata } from 'next';
import { ClusterPage } from '#components/stacks/cluster-page.tsx';
import { can, reasonAgainst } from '#lib/auth/policy.ts';
import { listIssuedCertificates } from '#lib/certificates/list-issued-certificates.ts';
import { readAccessKind } from '#lib/cluster-access/read-access-kind.ts';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import { env } from '#lib/env.ts';
import { isPortalError } from '#lib/errors.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { collapseSnapshot } from '#lib/stacks/collapse-snapshot.ts';
import { readSnapshot } from '#lib/stacks/read-live.ts';
import {
  continueClusterAction,
  deleteClusterAction,
  previewDeleteAction,
  retryClusterAction,
} from '../actions.ts';
import { readBundleAction, readEarlierEventsAction } from './actions.ts';

export const metadata: Metadata = { title: 'Cluster' };

export default async function ClusterDetailPage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([requireScope(), params]);
  const snapshot = await readForPage(readSnapshot(scope, id));
  const { cluster } = snapshot;
  const access = await readAccessKind(cluster);
  const ability = access === 'docker' ? 'cluster:docker-bundle' : 'cluster:kubeconfig';
  const [taken, template] = await Promise.all([
    can(scope, ability) ? listIssuedCertificates(scope, id) : [],
    getClusterTemplate(scope, cluster.templateId).catch((error: unknown) => {
      if (isPortalError(error, 'NOT_FOUND')) return null;
      throw error;
    }),
  ]);
  const { first, complete } = collapseSnapshot(snapshot);
  const foreign = cluster.projectId !== scope.projectId;
  return (
    <ClusterPage
      first={first}
      complete={complete}
      refusals={{
        access: reasonAgainst(scope, ability),
        create: foreign ? 'Only members of its own project can do this.' : reasonAgainst(scope, 'cluster:create'),
        delete: reasonAgainst(scope, foreign ? 'admin:cluster-delete' : 'cluster:delete'),
        console: reasonAgainst(scope, 'cluster:console'),
      }}
      actions={{
        previewDelete: previewDeleteAction,
        deleteCluster: deleteClusterAction,
        retryCluster: retryClusterAction,
        continueCluster: continueClusterAction,
        readBundle: readBundleAction,
        readEarlierEvents: readEarlierEventsAction,
      }}
      access={access}
      taken={taken}
      templateLabels={template?.labels ?? null}
      longestCertificateHours={env().JEROBOAM_KUBECONFIG_MAX_HOURS}
    />
  );
}
