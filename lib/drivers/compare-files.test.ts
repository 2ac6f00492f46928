import { expect, test } from 'vitest';
import { compareFiles } from './compare-files.ts';

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

test('what is the same is left out, what came and went is told whole', () => {
  expect(compareFiles({ a: 'x\n', b: 'y\n', c: 'z\n' }, { a: 'x\n', b: 'y\nw\n', d: 'n\n' })).toEqual([
    { path: 'b', kind: 'changed', added: 1, removed: 0, hunks: [[{ kind: 'same', before: 1, after: 1, text: 'y' }, { kind: 'added', before: null, after: 2, text: 'w' }]] },
    { path: 'c', kind: 'removed', added: 0, removed: 1, hunks: [[{ kind: 'removed', before: 1, after: null, text: 'z' }]] },
    { path: 'd', kind: 'added', added: 1, removed: 0, hunks: [[{ kind: 'added', before: null, after: 1, text: 'n' }]] },
  ]);
  expect(compareFiles({ a: 'x' }, { a: 'x' })).toEqual([]);
});

test('far apart changes are places of their own, with three lines around them and their numbers', () => {
  const before = numbered(1, 40);
  const after = before.replace('line 5\n', 'line five\n').replace('line 30\n', '');
  const [change] = compareFiles({ f: before }, { f: after });
  expect(change).toMatchObject({ added: 1, removed: 2 });
  expect(change!.hunks.map((hunk) => [hunk[0]!.before, hunk.at(-1)!.before, hunk.at(-1)!.after])).toEqual([[2, 8, 8], [27, 33, 32]]);
  expect(change!.hunks[0]!.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', before: 5, after: null, text: 'line 5' },
    { kind: 'added', before: null, after: 5, text: 'line five' },
  ]);
});

test('two large files without anything in common do not hold the portal', () => {
  const startedAt = Date.now();
  const [change] = compareFiles({ f: Array.from({ length: 40_000 }, (_, index) => `a${index * 7}`).join('\n') }, { f: Array.from({ length: 40_000 }, (_, index) => `b${index * 3}`).join('\n') });
  expect(change).toMatchObject({ added: 40_000, removed: 40_000 });
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

test('files that take long to compare are shown whole or not at all, and all together take seconds', () => {
  const lines = (from: number) => Array.from({ length: 600 }, (_, index) => `${(from * 7919 + index * 104_729) % 10_007}\n`).join('');
  const files = (from: number) => Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, lines(from + index)]));
  const before = performance.now();
  const changes = compareFiles(files(1), files(5000));
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(changes).toHaveLength(100);
  expect(changes.flatMap(({ hunks }) => hunks.flat()).length).toBeLessThanOrEqual(20_100);
  expect(changes.at(-1)).toEqual({ path: 'f99', kind: 'changed', added: 601, removed: 601, hunks: [[{ kind: 'same', before: null, after: null, text: 'There is too much to show.' }]] });
});

test('a file of nothing but line ends is counted, and not shown', () => {
  const change = { path: 'a', kind: 'added', added: 500_001, removed: 0, hunks: [[{ kind: 'same', before: null, after: null, text: 'There is too much to show.' }]] };
  expect(compareFiles({}, { a: '\n'.repeat(500_000) })).toEqual([change]);
});
