import { expect, it } from 'vitest';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { PortalError } from '#lib/errors.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';
import { whyFlavorRefused } from './accepts-flavor.ts';
import { asChoices } from './as-choices.ts';
import { loadCloudChoices } from './load-cloud-choices.ts';

it('reads every list of the real cloud, and says of each image which driver takes it or why none does', async () => {
  const drivers = (await listDrivers()).map(({ manifest }) => manifest);
  const choices = await loadCloudChoices(await signInForTest('alice'), drivers);
  for (const list of [choices.images, choices.flavors, choices.keypairs, choices.networks, choices.zones, choices.volumeTypes]) {
    expect(list).toMatchObject({ ok: true, items: expect.arrayContaining([expect.anything()]) });
  }
  // A project without networks of its own sees no subnets.
  expect(choices.subnets.ok).toBe(true);
  if (!choices.images.ok) throw new Error('unreachable');
  for (const image of choices.images.items) {
    expect(image.acceptedBy.length + image.refusals.length).toBe(drivers.length);
    for (const { reason } of image.refusals) expect(reason).toMatch(/\.$/);
  }
  expect(choices.images.items[0]?.acceptedBy).not.toEqual([]);
});

it('turns the failure of one service into a value with its sentence and request id', async () => {
  const down = new PortalError({ code: 'UNREACHABLE', userMessage: 'Glance does not answer.', requestId: 'req-1' });
  expect(await asChoices('images', () => Promise.reject(down))).toEqual({
    ok: false, userMessage: 'The images could not be read. Glance does not answer.', requestId: 'req-1',
  });
  expect(await asChoices('images', () => Promise.reject(new TypeError('x is not a function')))).toEqual({
    ok: false, userMessage: 'The images could not be read. Try again in a moment.', requestId: null,
  });
});

it('does not hide a lost sign-in behind an empty list', async () => {
  const lost = new PortalError({ code: 'UNAUTHENTICATED', userMessage: 'Sign in again.' });
  await expect(asChoices('images', () => Promise.reject(lost))).rejects.toBe(lost);
});

it.each([
  [['vm'], 'bm', /names no resource class or trait/],
  [['bm'], 'vm', /asks for no virtual processor/],
  [['bm'], 'bm', null],
  [['vm', 'bm'], 'vm', null],
] as const)('a flavor for %j is %s: %s', (types, serverType, reason) => {
  const refusal = whyFlavorRefused({ vcpus: 4, ramMib: 8192, diskGib: 40, serverTypes: [...types] }, null, null, serverType);
  if (reason) expect(refusal).toMatch(reason);
  else expect(refusal).toBeNull();
});

it.each([
  [{ vcpus: 1, ramMib: 4096, diskGib: 20 }, /2 vCPU, it has 1/],
  [{ vcpus: 2, ramMib: 1024, diskGib: 20 }, /2 GiB of RAM, it has 1 GiB/],
  [{ vcpus: 2, ramMib: 2048, diskGib: 4 }, /5 GiB of disk, it has 4 GiB/],
])('a flavor %j is refused with the reason', (flavor, reason) => {
  const driver = { title: 'x', minFlavor: { vcpus: 2, ramMib: 2048 }, image: { osDistro: 'debian' } };
  const image = { minDiskGib: 5, minRamMib: 512 };
  expect(whyFlavorRefused({ serverTypes: ['vm'], ...flavor }, driver, image, 'vm')).toMatch(reason);
  expect(whyFlavorRefused({ vcpus: 2, ramMib: 2048, diskGib: 0, serverTypes: ['vm'] }, driver, image, 'vm')).toBeNull();
});
