'use client';

import { EllipsisVertical, ExternalLink, Play, RotateCcw, Trash2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import type { ClusterRow } from '#lib/clusters/view.ts';
import { routes } from '#lib/routes.ts';

interface ClusterRowMenuProps {
  cluster: ClusterRow;
  /** Why this user may not change clusters; null when they may. */
  refusedBecause: string | null;
  /** A stack is made in the project one is signed in to. */
  ownProject: boolean;
  busy: boolean;
  onContinue: () => void;
  onRetry: () => void;
  onDelete: () => void;
}

export function ClusterRowMenu(props: ClusterRowMenuProps) {
  const { cluster, refusedBecause, ownProject, busy, onContinue, onRetry, onDelete } = props;
  const makeRefused = refusedBecause ?? (ownProject ? null : `Switch to the project ${cluster.projectName} first.`);
  return (
    <DropdownMenu
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          pending={busy}
          aria-label={`More for ${cluster.name}`}
          icon={<EllipsisVertical aria-hidden />}
        />
      }
    >
      <MenuItem href={routes.cluster(cluster.id)} icon={<ExternalLink aria-hidden />}>
        Open
      </MenuItem>
      {cluster.needsContinue ? (
        <MenuItem icon={<Play aria-hidden />} onSelect={onContinue} disabledReason={makeRefused}>
          Continue
        </MenuItem>
      ) : null}
      {cluster.status === 'CREATE_FAILED' ? (
        <MenuItem icon={<RotateCcw aria-hidden />} onSelect={onRetry} disabledReason={makeRefused}>
          Try again
        </MenuItem>
      ) : null}
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={onDelete} disabledReason={refusedBecause}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
