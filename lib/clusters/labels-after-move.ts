import { checkLabels, effectiveLabels, type Labels } from '#lib/drivers/check-labels.ts';
import type { LabelSpec } from '#lib/drivers/manifest.ts';
import type { LabelChange } from './view.ts';

/**
 * The labels of a cluster under another version of its driver. What held before goes on, also where it was only a
 * default: the nodes there were made from it and are left alone. Labels that are new take the version's default.
 */
export function labelsAfterMove(
  specs: readonly LabelSpec[],
  { before, template, own }: { before: Labels; template: Labels; own: Labels },
): { labels: Record<string, string>; changes: LabelChange[]; unfit: { key: string; value: string; reason: string } | null } {
  const known = (all: Labels) => Object.fromEntries(specs.flatMap(({ key }) => (Object.hasOwn(all, key) ? [[key, all[key] ?? '']] : [])));
  const labels = effectiveLabels(specs, known(before), { ...known(template), ...known(own) });
  const [refused] = Object.entries(checkLabels(specs, labels).fieldErrors);
  const key = refused?.[0].replace(/^labels\./, '') ?? '';
  return { labels, changes: changesOf(before, labels), unfit: refused ? { key, value: labels[key] ?? '', reason: refused[1] } : null };
}

/** Changed ones first, then new ones, then those that are dropped. */
function changesOf(before: Labels, after: Labels): LabelChange[] {
  const valueIn = (labels: Labels, key: string) => (Object.hasOwn(labels, key) ? (labels[key] ?? null) : null);
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])].sort();
  const changes = keys.map((key): LabelChange => ({ key, from: valueIn(before, key), to: valueIn(after, key) })).filter(({ from, to }) => from !== to);
  const rank = ({ from, to }: LabelChange) => (to === null ? 2 : from === null ? 1 : 0);
  return changes.toSorted((one, other) => rank(one) - rank(other));
}
