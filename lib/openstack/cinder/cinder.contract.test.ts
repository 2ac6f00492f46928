import { expect, it } from 'vitest';
import { signInForTest } from '../test-sign-in.ts';

it('reads the quota and the volume types as member and as reader', async () => {
  for (const user of ['alice', 'rita']) {
    const { cinder } = await signInForTest(user);
    const quota = await cinder?.getQuota();
    expect(quota?.volumes.used).toBeGreaterThanOrEqual(0);
    expect(quota?.gigabytes.limit).not.toBe(0);
    expect(await cinder?.listVolumeTypes()).toContainEqual({ id: expect.any(String), name: '__DEFAULT__' });
  }
});
