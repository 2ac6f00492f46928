/**
 * The browser's address for counting failures. Each trusted proxy appends the address it saw to
 * X-Forwarded-For, so with n of them the n-th from the right was not written by the client; without any,
 * the last is the connection's own (Next.js fills the header from the socket when the client sent none).
 */
export function clientAddress(forwardedFor: string | null | undefined, trustedProxies: number): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim()).filter(Boolean);
  const address = hops[Math.max(0, hops.length - Math.max(1, trustedProxies))] ?? 'unknown';
  return address.slice(0, 64);
}
