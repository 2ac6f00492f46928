import { expect, it } from 'vitest';
import { failureOf } from '../expect-failure.ts';
import { signInForTest } from '../test-sign-in.ts';

it('counts load balancers for a member, with the limit where the cloud shows it', async () => {
  const { octavia } = await signInForTest('alice');
  const quota = await octavia?.getQuota();
  expect(quota?.loadBalancers.used).toBeGreaterThanOrEqual(0);
  expect(quota?.loadBalancers.limit === null || Number.isInteger(quota?.loadBalancers.limit)).toBe(true);
});

it("is closed to a reader without Octavia's own roles", async () => {
  const { octavia } = await signInForTest('rita');
  expect((await failureOf(octavia?.getQuota() ?? Promise.resolve())).code).toBe('FORBIDDEN');
});
