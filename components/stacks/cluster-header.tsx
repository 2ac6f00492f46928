'use client';

import { useState } from 'react';
import { Ellipsis, KeyRound, ListTree, RotateCcw, Trash2 } from 'lucide-react';
import { isInProgress } from '#lib/clusters/status.ts';
import type { ClusterView } from '#lib/clusters/view.ts';
import { routes } from '#lib/routes.ts';
import type { AccessKind } from '#lib/cluster-access/view.ts';
import { wordsFor } from '#components/certificates/access-words.ts';
import { ClusterStateBadge } from '#components/clusters/cluster-state-badge.tsx';
import { DeleteClusterDialog } from '#components/clusters/delete-cluster-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ClusterActions, ClusterRefusals } from './cluster-actions.ts';
import type { LineState, LiveState } from './live-state.ts';
import { statusSentence } from './status-sentence.ts';
import { useNow } from './use-now.ts';

interface ClusterHeaderProps {
  state: LiveState;
  line: LineState;
  access: AccessKind;
  refusals: ClusterRefusals;
  actions: ClusterActions;
  onAccess: () => void;
  onRetry: () => void;
}

export function ClusterHeader({ state, line, access, refusals, actions, onAccess, onRetry }: ClusterHeaderProps) {
  const { cluster, phases } = state;
  const [deleting, setDeleting] = useState(false);
  const nowMs = useNow();
  const noAccess = refusals.access ?? whyNoAccess(cluster);
  const words = wordsFor(access);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: 'Clusters', href: routes.clusters }]}
        title={cluster.name}
        badge={<ClusterStateBadge cluster={cluster} />}
        description={statusSentence(cluster, phases, nowMs)}
        actions={
          <>
            {words ? (
              <Button variant="primary" icon={<KeyRound aria-hidden />} disabledReason={noAccess} onClick={onAccess}>
                {words.button}
              </Button>
            ) : null}
            {access === 'inventory' ? (
              <Button variant="primary" icon={<ListTree aria-hidden />} disabledReason={whyNoAccess(cluster)} onClick={onAccess}>
                Inventory
              </Button>
            ) : null}
            <DropdownMenu trigger={<Button size="icon" aria-label="More for this cluster" icon={<Ellipsis aria-hidden />} />}>
              <MenuItem icon={<RotateCcw aria-hidden />} disabledReason={retryRefusal(state, refusals)} onSelect={onRetry}>
                Retry the creation
              </MenuItem>
              <MenuSeparator />
              <MenuItem
                danger
                icon={<Trash2 aria-hidden />}
                disabledReason={refusals.delete ?? (cluster.status === 'DELETE_IN_PROGRESS' ? 'It is being deleted already.' : null)}
                onSelect={() => setDeleting(true)}
              >
                Delete cluster
              </MenuItem>
            </DropdownMenu>
          </>
        }
      >
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm empty:hidden">
          {cluster.apiAddress ? (
            <span className="inline-flex min-w-0 items-center gap-1.5">
              <span className="text-muted">API</span>
              <CopyText text={cluster.apiAddress} what="API address" />
            </span>
          ) : null}
          {line === 'reconnecting' ? (
            <span role="status" className="inline-flex items-center gap-1.5 text-xs text-muted">
              <Spinner className="size-3" />
              Reconnecting
            </span>
          ) : null}
        </div>
      </PageHeader>
      <DeleteClusterDialog
        cluster={cluster}
        open={deleting}
        onOpenChange={setDeleting}
        previewDelete={actions.previewDelete}
        deleteCluster={actions.deleteCluster}
      />
    </>
  );
}

export function whyNoAccess(cluster: ClusterView): string | null {
  if (cluster.status === 'DELETE_IN_PROGRESS') return 'The cluster is being deleted.';
  return cluster.apiAddress ? null : 'The cluster has no API address yet.';
}

function retryRefusal({ cluster }: LiveState, refusals: ClusterRefusals): string | null {
  if (refusals.create) return refusals.create;
  if (cluster.status === 'CREATE_FAILED') return null;
  return isInProgress(cluster.status) ? 'Something is being done with it.' : 'Only a failed creation can be tried again.';
}
