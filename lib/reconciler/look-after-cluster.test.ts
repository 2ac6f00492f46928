import { expect, it } from 'vitest';
import { pauseAfter } from './look-after-cluster.ts';

it.each([
  ['a quick answer keeps the rhythm', 1_000, 60, 940],
  ['a quarter of the time is spent on looks', 1_000, 250, 750],
  ['a busy cloud is asked less often', 1_000, 2_000, 6_000],
  ['but not for ever', 1_000, 30_000, 15_000],
  ['a long rhythm stays', 600_000, 2_000, 598_000],
  ['what is wanted at once comes at once', 0, 2_000, 0],
])('%s', (_title, wantedMs, tookMs, pauseMs) => {
  expect(pauseAfter(wantedMs, tookMs)).toBe(pauseMs);
});
