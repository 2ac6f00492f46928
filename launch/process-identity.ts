import { readFileSync } from 'node:fs';

/**
 * When a process began, in ticks since boot (proc(5), field 22): a pid alone may have been given anew.
 * @returns null when there is no such process, or it is a zombie
 */
export function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
