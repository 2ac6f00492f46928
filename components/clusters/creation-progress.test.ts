import { expect, it } from 'vitest';
import { creationProgress } from './creation-progress.ts';

const at = (mastersBegun: number, mastersDone: number, minionsBegun: number, minionsDone: number) =>
  creationProgress({ masterCount: 3, nodeCount: 2, progress: { mastersBegun, mastersDone, minionsBegun, minionsDone } });

it('says what a cluster in creation is at', () => {
  expect(creationProgress({ masterCount: 3, nodeCount: 2, progress: null })).toBeNull();
  expect(at(0, 0, 0, 0)).toEqual({ words: 'Network and what the nodes need', share: 0 });
  expect(at(3, 1, 2, 2)).toEqual({ words: 'Masters: 1 of 3 done', share: 0.6 });
  expect(at(3, 3, 2, 1)).toEqual({ words: 'Minions: 1 of 2 done', share: 0.8 });
  expect(at(3, 3, 2, 2)).toEqual({ words: 'Nodes done, finishing', share: 1 });
});
