interface NodeCounts {
  masterCount: number | string;
  nodeCount: number | string;
}

const counted = (count: number | string, one: string): string => `${count === '' ? '–' : count} ${Number(count) === 1 ? one : `${one}s`}`;

/** "1 master + 2 minions": figures alone do not say which is which. */
export function nodesWord({ masterCount, nodeCount }: NodeCounts): string {
  return `${counted(masterCount, 'master')} + ${counted(nodeCount, 'minion')}`;
}
