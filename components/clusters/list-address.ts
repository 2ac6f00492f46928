/** An address with some of its parameters changed; null takes one out. Paging starts anew unless it is what changes. */
export function withParameters(
  address: { path: string; search: string },
  changes: Readonly<Record<string, string | null>>,
): string {
  const parameters = new URLSearchParams(address.search);
  parameters.delete('after');
  parameters.delete('before');
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') parameters.delete(key);
    else parameters.set(key, value);
  }
  const search = parameters.toString();
  return search ? `${address.path}?${search}` : address.path;
}
