import type { BootStepView, NodeBootView } from './view.ts';

/** A signal of a node as Heat keeps it: an event of the node's wait condition handle, or the condition's own failure. */
export interface BootSignal {
  path: string;
  reason: string | null;
  at: string;
}

interface Told {
  name: string;
  total: number;
  startedAt: string | null;
  endedAt: string | null;
  seconds: number | null;
  note: string | null;
  failed: boolean;
  log: string | null;
}

/** "[3/9] configure-time: done in 4 s, a note", as drivers/common's run-steps reports; a failure's log follows on the lines after it. */
const stepLine = /\[(\d{1,3})\/(\d{1,3})\] ([\w.-]{1,64}): (started|done in (\d+) s(?:, (.{1,255}))?|failed with code \d+)/;
const sentenceLine = /^! (.+)$/m;
const longestLog = 4_000;

/**
 * The steps of each node that has told of any, by the node's path (the first two names of a resource's path).
 * Signals may come in any order and some may be lost: what is known of a later step tells of the earlier ones.
 * @param titles of steps, by name: the driver's own words
 */
export function readBootSteps(signals: readonly BootSignal[], titles: Readonly<Record<string, string>>): NodeBootView[] {
  const nodes = new Map<string, Map<number, Told>>();
  for (const signal of signals) {
    const steps = nodes.get(nodeOfPath(signal.path)) ?? new Map<number, Told>();
    if (takeSignal(steps, signal)) nodes.set(nodeOfPath(signal.path), steps);
  }
  return [...nodes].map(([path, steps]) => toNodeBoot(path, steps, titles));
}

/** kube_masters/0/master_wait_handle → kube_masters/0 */
export function nodeOfPath(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** A step's own sentence for the user, the first line that begins with `! `. */
export function sentenceOfLog(log: string): string | null {
  return sentenceLine.exec(log)?.[1]?.trim() ?? null;
}

/** The step of which a text speaks last: the failed one of a failure, the newest of what a silent node had told. */
export function lastStepOf(text: string): { number: number; total: number; name: string } | null {
  const lines = [...text.matchAll(new RegExp(stepLine, 'g'))];
  const last = lines.find((line) => line[4]?.startsWith('failed')) ?? lines.at(-1);
  return last ? { number: Number(last[1]), total: Number(last[2]), name: last[3] ?? '' } : null;
}

/** "configure-containerd" → "Configure containerd" */
export function titleOfStep(name: string, titles: Readonly<Record<string, string>>): string {
  const given = titles[name];
  if (given) return given;
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The step a node is at, the one that failed, or its last. */
export function currentStep(boot: NodeBootView): BootStepView | null {
  return boot.steps.find((step) => step.state === 'failed') ?? boot.steps.findLast((step) => step.state === 'started') ?? boot.steps.at(-1) ?? null;
}

function takeSignal(steps: Map<number, Told>, { reason, at }: BootSignal): boolean {
  const lines = (reason ?? '').split('\n');
  let found = false;
  for (const [index, line] of lines.entries()) {
    const match = stepLine.exec(line);
    if (!match) continue;
    found = true;
    const [, number = '', total = '', name = '', what = '', seconds, note] = match;
    const step = steps.get(Number(number)) ?? { name, total: Number(total), startedAt: null, endedAt: null, seconds: null, note: null, failed: false, log: null };
    steps.set(Number(number), step);
    if (what === 'started') step.startedAt ??= at;
    else step.endedAt ??= at;
    if (seconds !== undefined) step.seconds = Number(seconds);
    if (note !== undefined) step.note = note.trim();
    if (!what.startsWith('failed')) continue;
    // An event's reason is cut short by Heat; the condition's own has the whole log.
    const log = lines.slice(index + 1).join('\n').trim().slice(-longestLog);
    step.failed = true;
    if (log.length > (step.log?.length ?? 0)) step.log = log;
    break;
  }
  return found;
}

function toNodeBoot(path: string, told: ReadonlyMap<number, Told>, titles: Readonly<Record<string, string>>): NodeBootView {
  const known = [...told].sort(([a], [b]) => a - b);
  const last = known.at(-1)?.[0] ?? 0;
  const steps = known.map(([number, step]): BootStepView => ({
    number,
    name: step.name,
    title: titleOfStep(step.name, titles),
    state: step.failed ? 'failed' : step.endedAt !== null || number < last ? 'done' : 'started',
    seconds: step.seconds ?? (step.failed ? secondsBetween(step.startedAt, step.endedAt) : null),
    startedAt: step.startedAt,
    note: step.note,
    sentence: step.log === null ? null : sentenceOfLog(step.log),
    log: step.log,
  }));
  return { path, total: Math.max(last, ...known.map(([, step]) => step.total)), steps };
}

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}
