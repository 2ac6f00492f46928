import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createClusterTemplate } from '#lib/cluster-templates/create-cluster-template.ts';
import { deleteClusterTemplate } from '#lib/cluster-templates/delete-cluster-template.ts';
import { emptyFormValues } from '#lib/cluster-templates/form-values.ts';
import { getClusterTemplate } from '#lib/cluster-templates/get-cluster-template.ts';
import { listClusterTemplates } from '#lib/cluster-templates/list-cluster-templates.ts';
import { publishClusterTemplate } from '#lib/cluster-templates/publish-cluster-template.ts';
import { clusterTemplateSchema, type ClusterTemplateInput } from '#lib/cluster-templates/schema.ts';
import { listDrivers } from '#lib/drivers/list-drivers.ts';
import { isPortalError } from '#lib/errors.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { signInForTest } from '#lib/openstack/test-sign-in.ts';

/**
 * Public cluster templates of the demo, for the test cloud and its mirror. Run by launch/demo.ts with the portal's
 * environment, each time: what is there already and still fits the cloud is left as it is. Prints one line of what
 * a user must know.
 */
const home = process.env.TESTCLOUD_HOME ?? '.data/testcloud';
const imageName = 'debian-12';
const gateway = '172.24.0.1';

const templates = [
  {
    name: 'Kubernetes 1.20 on Debian 12',
    description: 'Nodes that really boot, with images from the mirror of the test cloud.',
    driverName: 'k8s_debian_v1',
    networkDriver: 'host-gw',
    containerInfraPrefix: `${gateway}:5001/k8s`,
    // The mirror has no CoreDNS: no package registry carries it.
    labels: { kube_tag: 'v1.20.2', dns_enabled: 'false' },
  },
  {
    name: 'Docker Swarm on Debian 12',
    description: 'Nodes that really boot; Docker trusts the mirror of the test cloud.',
    driverName: 'swarm_mode_debian_v1',
    networkDriver: 'overlay',
    containerInfraPrefix: `${gateway}:5001/library`,
    labels: {},
  },
] as const;

const operator = await signInForTest('operator', 'demo');
const [images, flavors, networks, drivers, rootCaPem] = await Promise.all([
  operator.glance.listImages(),
  operator.nova.listFlavors(),
  operator.neutron.listNetworks(),
  listDrivers(),
  readFile(path.join(home, 'mirror', 'ca.crt'), 'utf8'),
]);
const image = images.find(({ name }) => name === imageName);
const flavorId = flavors.find(({ name }) => name === 'm2.small')?.id;
const externalNetworkId = networks.find(({ external }) => external)?.id;
if (!image || !flavorId || !externalNetworkId) throw new Error('The test cloud lacks the image, flavor or network of the demo. Run `npm run testcloud -- up` again.');

for (const { driverName, ...template } of templates) {
  const manifest = drivers.find((driver) => driver.manifest.name === driverName)?.manifest;
  if (!manifest) throw new Error(`There is no driver ${driverName}.`);
  const input = clusterTemplateSchema.parse({
    ...emptyFormValues,
    ...template,
    coe: manifest.coe,
    serverType: 'vm',
    driverName,
    driverVersion: manifest.version,
    imageId: image.id,
    flavorId,
    masterFlavorId: flavorId,
    externalNetworkId,
    ntpServers: gateway,
    rootCaPem,
    masterLbEnabled: true,
    public: true,
  });
  await ensureTemplate(operator, input);
}
process.stdout.write(
  image.status === 'active'
    ? `Cluster templates for all projects: ${templates.map(({ name }) => `“${name}”`).join(', ')}.\n`
    : `The node image ${imageName} is still being prepared; until it is there, the portal says so where a cluster is made (npm run testcloud -- status shows how far it is).\n`,
);
process.exit(0);

/** One of this name for this very cloud; an earlier one of another cloud goes, or is hidden while clusters use it. */
async function ensureTemplate(scope: Scope, input: ClusterTemplateInput): Promise<void> {
  const { rows } = await listClusterTemplates(scope, { search: input.name, limit: 200 });
  const known = rows.filter(({ name, own, hidden }) => own && !hidden && name === input.name);
  const views = await Promise.all(known.map(({ id }) => getClusterTemplate(scope, id)));
  const asWanted = (view: (typeof views)[number]) =>
    (['imageId', 'flavorId', 'externalNetworkId', 'driverVersion', 'rootCaPem', 'containerInfraPrefix'] as const).every((field) => view[field] === input[field]);
  for (const view of views.filter((each) => !asWanted(each))) {
    await deleteClusterTemplate(scope, { id: view.id }).catch(async (error: unknown) => {
      if (!isPortalError(error, 'CONFLICT', 'INVALID_STATE')) throw error;
      await publishClusterTemplate(scope, { id: view.id, public: false, hidden: true });
    });
  }
  if (!views.some(asWanted)) await createClusterTemplate(scope, input);
}
