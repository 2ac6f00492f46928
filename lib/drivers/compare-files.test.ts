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
