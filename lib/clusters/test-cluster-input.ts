import { randomUUID } from 'node:crypto';
import { uniqueName } from '#lib/openstack/test-sign-in.ts';
import { createClusterSchema, type CreateClusterInput } from './schema.ts';

/** For operation tests and measurements: a cluster of one master, everything else as its template says. */
export function clusterInput(changes: Partial<CreateClusterInput> & Pick<CreateClusterInput, 'templateId'>): CreateClusterInput {
  return createClusterSchema.parse({
    submissionId: randomUUID(),
    name: uniqueName('op'),
    masterCount: 1,
    nodeCount: 0,
    masterFlavorId: null,
    flavorId: null,
    keypairId: null,
    availabilityZone: null,
    createTimeoutMin: 30,
    fixedNetworkId: null,
    fixedSubnetId: null,
    dockerVolumeSizeGib: null,
    floatingIpEnabled: null,
    masterLbEnabled: null,
    labels: {},
    ...changes,
  });
}
