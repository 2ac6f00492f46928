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

/** What has changed from one set of texts to another, by path. Files that are the same are left out. Pure. */
export function compareFiles(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.filter((path) => before[path] !== after[path]).map((path) => compareFile(path, before[path], after[path]));
}

function compareFile(path: string, before: string | undefined, after: string | undefined): FileChange {
  const patch = structuredPatch(path, path, before ?? '', after ?? '', '', '', { context: linesAround, timeout: diffTimeoutMs });
  const hunks = patch ? patch.hunks.map((hunk) => toLines(hunk.lines, hunk.oldStart, hunk.newStart)) : [replaced(before ?? '', after ?? '')];
  const lines = hunks.flat();
  return {
    path,
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
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
