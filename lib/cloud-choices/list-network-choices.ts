import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, NetworkChoice, SubnetChoice } from './view.ts';

export function listNetworkChoices(scope: Scope): Promise<Choices<NetworkChoice>> {
  return asChoices('networks', async () =>
    (await scope.neutron.listNetworks())
      .map(({ id, name, external, shared, subnetIds }) => ({ id, name: name || id, external, shared, subnetIds }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  );
}

export function listSubnetChoices(scope: Scope): Promise<Choices<SubnetChoice>> {
  return asChoices('subnets', async () =>
    (await scope.neutron.listSubnets())
      .map(({ id, name, networkId, cidr, ipVersion }) => ({ id, name: name || cidr, networkId, cidr, ipVersion }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  );
}
