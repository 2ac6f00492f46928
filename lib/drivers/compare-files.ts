import { structuredPatch } from 'diff';

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  /** Line number before; null of one that was added. */
  before: number | null;
  after: number | null;
  text: string;
}

export interface FileChange {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  added: number;
  removed: number;
  /** Changed places with the lines around them. */
  hunks: DiffLine[][];
}

const linesAround = 3;
/** Two files that have nothing in common would cost seconds; they are then shown as one whole replaced by another. */
const diffTimeoutMs = 1_000;
/** For all files together: nothing else happens in the portal meanwhile, and each line shown takes memory. */
const allDiffsTimeoutMs = 2_000;
const mostLines = 20_000;

/** What has changed from one set of texts to another, by path. Files that are the same are left out. Pure. */
export function compareFiles(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const end = performance.now() + allDiffsTimeoutMs;
  let linesLeft = mostLines;
  return paths.filter((path) => before[path] !== after[path]).map((path) => {
    const lines = countLines(before[path]) + countLines(after[path]);
    const left = Math.floor(end - performance.now());
    if (lines > linesLeft || left <= 0) return notShown(path, before[path], after[path]);
    linesLeft -= lines;
    return compareFile(path, before[path], after[path], Math.min(diffTimeoutMs, left));
  });
}

function countLines(text = ''): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function kindOf(before: string | undefined, after: string | undefined): FileChange['kind'] {
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
}

function notShown(path: string, before: string | undefined, after: string | undefined): FileChange {
  return {
    path,
    kind: kindOf(before, after),
    added: after === undefined ? 0 : countLines(after),
    removed: before === undefined ? 0 : countLines(before),
    hunks: [[{ kind: 'same', before: null, after: null, text: 'There is too much to show.' }]],
  };
}

function compareFile(path: string, before: string | undefined, after: string | undefined, timeout: number): FileChange {
  const patch = structuredPatch(path, path, before ?? '', after ?? '', '', '', { context: linesAround, timeout });
  const hunks = patch ? patch.hunks.map((hunk) => toLines(hunk.lines, hunk.oldStart, hunk.newStart)) : [replaced(before ?? '', after ?? '')];
  const lines = hunks.flat();
  return {
    path,
    kind: kindOf(before, after),
    added: lines.filter(({ kind }) => kind === 'added').length,
    removed: lines.filter(({ kind }) => kind === 'removed').length,
    hunks,
  };
}

function toLines(marked: readonly string[], oldStart: number, newStart: number): DiffLine[] {
  let before = oldStart;
  let after = newStart;
  // `\ No newline at end of file` is no line.
  return marked.filter((line) => !line.startsWith('\\')).map((line) => {
    const text = line.slice(1);
    if (line.startsWith('+')) return { kind: 'added', before: null, after: after++, text };
    if (line.startsWith('-')) return { kind: 'removed', before: before++, after: null, text };
    return { kind: 'same', before: before++, after: after++, text };
  });
}

function replaced(before: string, after: string): DiffLine[] {
  return [
    ...before.split('\n').map((text, index): DiffLine => ({ kind: 'removed', before: index + 1, after: null, text })),
    ...after.split('\n').map((text, index): DiffLine => ({ kind: 'added', before: null, after: index + 1, text })),
  ];
}
