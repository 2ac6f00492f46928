import { StateBadge } from '#components/ui/state-badge.tsx';
import { toShownState, type ClusterStatus } from '#lib/clusters/status.ts';
import type { ClusterRow } from '#lib/clusters/view.ts';

const words: Readonly<Record<ClusterStatus, string>> = {
  CREATE_IN_PROGRESS: 'Creating',
  CREATE_COMPLETE: 'Ready',
  CREATE_FAILED: 'Create failed',
  UPDATE_IN_PROGRESS: 'Updating',
  UPDATE_COMPLETE: 'Ready',
  UPDATE_FAILED: 'Update failed',
  DELETE_IN_PROGRESS: 'Deleting',
  DELETE_FAILED: 'Delete failed',
};

interface ClusterStateBadgeProps {
  cluster: Pick<ClusterRow, 'status' | 'needsContinue' | 'statusReason'>;
  look?: 'pill' | 'plain';
}

/** A cluster's state in a word, with the reason on hover. */
export function ClusterStateBadge({ cluster, look }: ClusterStateBadgeProps) {
  return (
    <StateBadge
      state={toShownState(cluster.status, cluster.needsContinue)}
      label={cluster.needsContinue ? 'Waits for you' : words[cluster.status]}
      {...(look && { look })}
      {...(cluster.statusReason && { title: cluster.statusReason })}
    />
  );
}
