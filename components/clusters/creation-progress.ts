import type { ListedCluster } from '#lib/clusters/view.ts';

type Creating = Pick<ListedCluster, 'masterCount' | 'nodeCount' | 'progress'>;

/** What a cluster in creation is at, in words, and the part of its nodes that is complete; null when nothing is known. */
export function creationProgress({ masterCount, nodeCount, progress }: Creating): { words: string; share: number } | null {
  if (!progress) return null;
  const { mastersBegun, mastersDone, minionsBegun, minionsDone } = progress;
  const share = (mastersDone + minionsDone) / Math.max(1, masterCount + nodeCount);
  if (mastersBegun + minionsBegun === 0) return { words: 'Network and what the nodes need', share };
  if (mastersDone < masterCount) return { words: `Masters: ${mastersDone} of ${masterCount} done`, share };
  if (minionsDone < nodeCount) return { words: `Minions: ${minionsDone} of ${nodeCount} done`, share };
  return { words: 'Nodes done, finishing', share };
}
