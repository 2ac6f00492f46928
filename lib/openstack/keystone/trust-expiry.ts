import { randomInt } from 'node:crypto';

const daySeconds = 86_400;
const leastDays = 10 * 365;
const mostDays = 20 * 365;

/**
 * When a new trust runs out, drawn by lot between ten and twenty years from now: 315 million different
 * seconds, so that one user's trusts are told apart by it. Whole seconds, since Keystone on MySQL keeps no
 * fractions, and refuses a second trust between the same users, in the same project, with the same end.
 * In Keystone's own spelling, so that it can be compared as it is.
 */
export function newTrustExpiry(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1_000) + randomInt(leastDays * daySeconds, mostDays * daySeconds);
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}.000000Z`;
}
