import { randomInt } from 'node:crypto';

const daySeconds = 86_400;
const leastDays = 9 * 365;
const mostDays = 10 * 365;

/**
 * When a new trust runs out, drawn by lot between nine and ten years from now: 31 million different seconds, so
 * that one user's trusts are told apart by it. In Keystone's own spelling, so that it can be compared as it is.
 */
export function newTrustExpiry(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000) + randomInt(leastDays * daySeconds, mostDays * daySeconds);
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}.000000Z`;
}
