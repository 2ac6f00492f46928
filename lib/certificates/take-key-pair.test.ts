import { expect, it } from 'vitest';
import { stockKeyPairs, takeKeyPair } from './take-key-pair.ts';

it('gives a key pair to one taker only, from the stock and beyond it', async () => {
  await stockKeyPairs();
  const taken = await Promise.all(Array.from({ length: 8 }, takeKeyPair));
  expect(new Set(taken.map(({ privateKeyPem }) => privateKeyPem)).size).toBe(8);
});
