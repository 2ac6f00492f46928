import type { StackWrites } from '#lib/stacks/plan-stack-writes.ts';

export function newestEventAt(before: Date | null, writes: Pick<StackWrites, 'events'>): Date | null {
  return writes.events.reduce<Date | null>((newest, { at }) => (newest === null || at > newest ? at : newest), before);
}
