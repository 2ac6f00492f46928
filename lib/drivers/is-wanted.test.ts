import { describe, expect, it, test } from 'vitest';
import { isWanted } from './is-wanted.ts';
import { listDrivers } from './list-drivers.ts';
import { renderBundle } from './render-bundle.ts';
import { sampleValues } from './sample-values.ts';
import { nodeFilesOf } from './test-node-files.ts';
import { userDataOf } from './test-user-data.ts';

describe('isWanted', () => {
  const addOn = '# when: network_driver calico\n# when: cloud_provider_enabled true\nkind: Namespace\n';
  const known = (values: Record<string, unknown>) => (key: string) => values[key];

  it('holds when all conditions do, a boolean by its word', () => {
    expect(isWanted(addOn, known({ network_driver: 'calico', cloud_provider_enabled: true }))).toBe(true);
    expect(isWanted(addOn, known({ network_driver: 'calico', cloud_provider_enabled: 'true' }))).toBe(true);
    expect(isWanted(addOn, known({ network_driver: 'calico', cloud_provider_enabled: false }))).toBe(false);
    expect(isWanted(addOn, known({ network_driver: 'flannel', cloud_provider_enabled: true }))).toBe(false);
  });

  it('leaves to the node what is not known here, and wants whatever sets no condition', () => {
    expect(isWanted(addOn, known({ cloud_provider_enabled: true }))).toBe(true);
    expect(isWanted('kind: Namespace\n', known({}))).toBe(true);
  });
});

test.each([
  ['host-gw', {}, []],
  ['flannel', {}, ['flannel']],
  ['calico', { cloud_provider_enabled: 'true', keystone_auth_enabled: 'true' }, ['calico', 'cloud-provider', 'keystone-auth']],
])('masters with %s get these add-ons and no others', async (networkDriver, labels, expected) => {
  const driver = (await listDrivers()).find(({ folder }) => folder === 'k8s_debian_v1');
  if (!driver) throw new Error('no such driver');
  const servers = userDataOf(renderBundle(driver, sampleValues(driver, { networkDriver, volumeDriver: null }, labels)));
  for (const { path, userData } of servers) {
    const tar = nodeFilesOf(userData).get('/etc/jeroboam/boot.tar')?.content.toString('latin1') ?? '';
    const found = ['calico', 'cinder-csi', 'cloud-provider', 'flannel', 'keystone-auth'].filter((name) => tar.includes(`addons/${name}.yaml\0`));
    expect(found, path).toEqual(path.startsWith('kube_masters') ? expected : []);
  }
});
