'use client';

import { useEffect, useState } from 'react';
import { useAction } from '#components/frame/use-action.ts';
import { ConfirmByNameDialog } from '#components/ui/confirm-by-name-dialog.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ActionResult } from '#lib/errors.ts';
import { ResourceCountList } from './resource-count-list.tsx';

export interface WhatGoes {
  clusterId: string;
  name: string;
  counts: { type: string; count: number }[];
  servers: string[];
  volumes: string[];
}

export interface DeleteClusterDialogProps {
  cluster: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  previewDelete: (input: { clusterId: string }) => Promise<ActionResult<WhatGoes>>;
  deleteCluster: (input: { clusterId: string }) => Promise<ActionResult<{ clusterId: string; name: string }>>;
  onDeleted?: () => void;
}

/** Asks for the name and shows what goes with the cluster. */
export function DeleteClusterDialog(props: DeleteClusterDialogProps) {
  const { cluster, open, onOpenChange, previewDelete, deleteCluster, onDeleted } = props;
  const { run, pending, error, reset } = useAction(deleteCluster);
  const changeOpen = (next: boolean) => {
    reset();
    onOpenChange(next);
  };

  const confirm = async () => {
    const result = await run({ clusterId: cluster.id });
    if (!result.ok) return;
    changeOpen(false);
    onDeleted?.();
  };

  return (
    <ConfirmByNameDialog
      open={open}
      onOpenChange={changeOpen}
      title={`Delete ${cluster.name}`}
      name={cluster.name}
      confirmLabel="Delete cluster"
      onConfirm={() => void confirm()}
      pending={pending}
      error={error}
    >
      <p>The cluster and everything that runs on it go for good. This cannot be undone.</p>
      <div className="mt-3" aria-live="polite">
        <WhatGoesLoader key={cluster.id} clusterId={cluster.id} previewDelete={previewDelete} />
      </div>
    </ConfirmByNameDialog>
  );
}

const noAnswer = { ok: false, code: 'UNREACHABLE', userMessage: 'The portal did not answer. Try again in a moment.' } as const;

/** Reads anew each time the dialog opens, since its content is mounted with it. */
function WhatGoesLoader({ clusterId, previewDelete }: { clusterId: string; previewDelete: DeleteClusterDialogProps['previewDelete'] }) {
  const [preview, setPreview] = useState<ActionResult<WhatGoes> | null>(null);
  useEffect(() => {
    let current = true;
    previewDelete({ clusterId })
      .catch(() => noAnswer)
      .then((result) => {
        if (current) setPreview(result);
      });
    return () => {
      current = false;
    };
  }, [clusterId, previewDelete]);
  return <WhatGoesList preview={preview} />;
}

function WhatGoesList({ preview }: { preview: ActionResult<WhatGoes> | null }) {
  if (!preview) return <Skeleton className="h-24 w-full" />;
  if (!preview.ok) return <p>What belongs to it could not be listed. {preview.userMessage}</p>;
  const { counts, servers, volumes } = preview.value;
  if (counts.length === 0) return <p>Nothing in OpenStack is known to belong to it yet.</p>;
  return (
    <div className="space-y-3">
      <ResourceCountList counts={counts} />
      <Names title="Servers" paths={servers} />
      <Names title="Volumes, with the data on them" paths={volumes} />
    </div>
  );
}

const mostShown = 12;

function Names({ title, paths }: { title: string; paths: readonly string[] }) {
  if (paths.length === 0) return null;
  const rest = paths.length - mostShown;
  return (
    <div>
      <h3 className="text-xs font-medium text-ink">{title}</h3>
      <p className="mt-1 font-mono text-xs break-words text-muted">
        {paths.slice(0, mostShown).join(', ')}
        {rest > 0 ? ` and ${rest} more` : null}
      </p>
    </div>
  );
}
