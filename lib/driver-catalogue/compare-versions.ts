/** Newest first, for sort(): 1.10.0 before 1.9.0. */
export function newestFirst(one: string, other: string): number {
  return other.localeCompare(one, 'en', { numeric: true });
}
