'use client';

import { useState } from 'react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import Link from 'next/link';
import { useAction } from '#components/frame/use-action.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import type { ClusterSort } from '#lib/clusters/schema.ts';
import type { ClusterRow, ListedCluster } from '#lib/clusters/view.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { ClusterProgress } from './cluster-progress.tsx';
import { ClusterRowMenu } from './cluster-row-menu.tsx';
import { ClusterStateBadge } from './cluster-state-badge.tsx';
import { DeleteClusterDialog, type DeleteClusterDialogProps } from './delete-cluster-dialog.tsx';
import { withParameters } from './list-address.ts';
import { useLiveList } from './use-live-list.ts';

type OnOneCluster = (input: { clusterId: string }) => Promise<ActionResult<{ clusterId: string; name: string }>>;

export interface ClusterTableProps {
  rows: readonly ListedCluster[];
  sort: ClusterSort;
  /** SSE address that tells of changes. */
  changesAddress: string;
  /** Why this user may not change clusters; null when they may. */
  refusedBecause: string | null;
  /** The project one is signed in to. */
  projectId: string;
  /** Shows which project each belongs to. */
  allProjects?: boolean;
  continueCluster: OnOneCluster;
  retryCluster: OnOneCluster;
  deleteCluster: OnOneCluster;
  previewDelete: DeleteClusterDialogProps['previewDelete'];
}

/** Dense rows on wide screens, cards on narrow ones; follows changes by itself. */
export function ClusterTable(props: ClusterTableProps) {
  const { rows, allProjects } = props;
  const router = useRouter();
  const address = { path: usePathname(), search: useSearchParams().toString() };
  const [deleting, setDeleting] = useState<{ id: string; name: string } | null>(null);
  const [dialogOpen, setDialogOpen] = useState(false);
  const [busyId, setBusyId] = useState<string | null>(null);
  const [failure, setFailure] = useState<{ text: string; reference: string | undefined } | null>(null);
  useLiveList(props.changesAddress);

  const { run: continueCluster } = useAction(props.continueCluster);
  const { run: retryCluster } = useAction(props.retryCluster);
  const act = async (cluster: ClusterRow, action: OnOneCluster) => {
    setBusyId(cluster.id);
    setFailure(null);
    const result = await action({ clusterId: cluster.id });
    setBusyId(null);
    if (result.ok) router.push(routes.cluster(cluster.id));
    else setFailure({ text: `${cluster.name}: ${result.userMessage}`, reference: result.requestId ?? result.reference });
  };
  const menuOf = (cluster: ClusterRow) => (
    <ClusterRowMenu
      cluster={cluster}
      refusedBecause={props.refusedBecause}
      ownProject={cluster.projectId === props.projectId}
      busy={busyId === cluster.id}
      onContinue={() => void act(cluster, continueCluster)}
      onRetry={() => void act(cluster, retryCluster)}
      onDelete={() => {
        setDeleting({ id: cluster.id, name: cluster.name });
        setDialogOpen(true);
      }}
    />
  );
  const sortBy = (up: ClusterSort, down: ClusterSort, first: ClusterSort) => ({
    href: withParameters(address, { sort: props.sort === up ? down : props.sort === down ? up : first }),
    direction: props.sort === up ? ('asc' as const) : props.sort === down ? ('desc' as const) : null,
  });

  return (
    <>
      {failure ? (
        <Alert
          kind="error"
          reference={failure.reference}
          className="mb-4"
          action={
            <Button size="sm" onClick={() => setFailure(null)}>
              Close
            </Button>
          }
        >
          {failure.text}
        </Alert>
      ) : null}

      <div className="hidden rounded-lg border border-line bg-surface shadow-xs md:block">
        <Table caption={allProjects ? 'Clusters of all projects' : 'Clusters'} containerClassName="rounded-lg">
          <TableHead>
            <TableHeaderCell sort={sortBy('name', 'name-desc', 'name')}>Name</TableHeaderCell>
            <TableHeaderCell>State</TableHeaderCell>
            {allProjects ? <TableHeaderCell>Project</TableHeaderCell> : null}
            <TableHeaderCell>Nodes</TableHeaderCell>
            <TableHeaderCell>Version</TableHeaderCell>
            <TableHeaderCell className="max-lg:hidden">{allProjects ? 'Driver' : 'Template'}</TableHeaderCell>
            <TableHeaderCell className="max-lg:hidden">Owner</TableHeaderCell>
            <TableHeaderCell numeric sort={sortBy('newest', 'oldest', 'newest')}>
              Age
            </TableHeaderCell>
            <TableHeaderCell className="w-12">
              <span className="sr-only">Actions</span>
            </TableHeaderCell>
          </TableHead>
          <TableBody>
            {rows.map((cluster) => (
              <TableRow key={cluster.id} data-cluster={cluster.name}>
                <TableCell className="py-1 max-w-72">
                  <ClusterLink cluster={cluster} />
                </TableCell>
                <TableCell className="py-1 whitespace-nowrap">
                  <ClusterStateBadge cluster={cluster} look="plain" />
                  <ClusterProgress cluster={cluster} />
                </TableCell>
                {allProjects ? (
                  <TableCell className="py-1 max-w-48 truncate">
                    <FilterLink href={withParameters(address, { project: cluster.projectName })} text={cluster.projectName} />
                  </TableCell>
                ) : null}
                <TableCell className="py-1 whitespace-nowrap tabular-nums">
                  <NodeCounts cluster={cluster} />
                </TableCell>
                <TableCell className="py-1 whitespace-nowrap text-muted">{cluster.coeVersion ?? '–'}</TableCell>
                <TableCell className="py-1 max-w-48 truncate text-muted max-lg:hidden">
                  {allProjects ? (
                    <FilterLink href={withParameters(address, { driver: cluster.driverName })} text={cluster.driverName} />
                  ) : (
                    <FilterLink href={withParameters(address, { template: cluster.templateId })} text={cluster.templateName} />
                  )}
                </TableCell>
                <TableCell className="py-1 max-w-40 truncate text-muted max-lg:hidden">{cluster.userName}</TableCell>
                <TableCell numeric className="py-1 whitespace-nowrap text-muted">
                  <RelativeTime at={cluster.createdAt} look="age" />
                </TableCell>
                <TableCell className="py-1 pr-2">{menuOf(cluster)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>

      <ul className="space-y-2 md:hidden" aria-label={allProjects ? 'Clusters of all projects' : 'Clusters'}>
        {rows.map((cluster) => (
          <li key={cluster.id} className="flex items-start gap-2 rounded-lg border border-line bg-surface p-3 shadow-xs">
            <div className="min-w-0 flex-1 space-y-1.5">
              <ClusterLink cluster={cluster} />
              <ClusterStateBadge cluster={cluster} look="plain" />
              <ClusterProgress cluster={cluster} />
              <p className="text-xs break-words text-muted">
                {allProjects ? `${cluster.projectName} · ` : null}
                <NodeCounts cluster={cluster} /> nodes · {cluster.templateName} · {cluster.userName} ·{' '}
                <RelativeTime at={cluster.createdAt} look="age" />
              </p>
            </div>
            {menuOf(cluster)}
          </li>
        ))}
      </ul>

      {deleting ? (
        <DeleteClusterDialog
          cluster={deleting}
          open={dialogOpen}
          onOpenChange={setDialogOpen}
          previewDelete={props.previewDelete}
          deleteCluster={props.deleteCluster}
          onDeleted={() => router.refresh()}
        />
      ) : null}
    </>
  );
}

function ClusterLink({ cluster }: { cluster: ClusterRow }) {
  return (
    <Link href={routes.cluster(cluster.id)} prefetch={false} className="block truncate rounded-xs font-medium text-ink hover:underline">
      {cluster.name}
    </Link>
  );
}

function FilterLink({ href, text }: { href: string; text: string }) {
  return (
    <Link href={href} scroll={false} prefetch={false} title={`Show only ${text}`} className="rounded-xs hover:text-ink hover:underline">
      {text}
    </Link>
  );
}

function NodeCounts({ cluster }: { cluster: ClusterRow }) {
  const { masterCount: masters, nodeCount: minions } = cluster;
  const spoken = `${masters} ${masters === 1 ? 'master' : 'masters'} and ${minions} ${minions === 1 ? 'minion' : 'minions'}`;
  return (
    <span title={spoken}>
      <span aria-hidden>
        {masters} + {minions}
      </span>
      <span className="sr-only">{spoken}</span>
    </span>
  );
}
