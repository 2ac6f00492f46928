'use client';

import { ChoicesFailure } from '#components/wizard/choices-failure.tsx';
import { externalNetworkOptions, fixedNetworkOptions, itemsOf, subnetOptions } from '#components/wizard/cloud-options.ts';
import { ComboboxField, MoreFields, SelectField, SwitchField, TextField } from '#components/wizard/form-fields.tsx';
import { noWithoutTls } from '#lib/cluster-templates/check-driver-rules.ts';
import { networkStorageOptions } from './network-storage-options.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export const networkFields = [
  'externalNetworkId', 'fixedNetworkId', 'fixedSubnetId', 'networkDriver', 'floatingIpEnabled', 'masterLbEnabled',
  'dnsNameservers', 'tlsDisabled', 'apiserverPort',
] as const;

export function NetworkStep(props: StepProps) {
  const { choices } = props;
  const { values, driver, image, change } = useTemplateForm(props);
  const networks = itemsOf(choices.networks);
  const subnets = itemsOf(choices.subnets);
  return (
    <>
      <ChoicesFailure of={[choices.networks, choices.subnets]} />
      <ComboboxField
        name="externalNetworkId"
        label="External network"
        placeholder="Choose an external network"
        options={externalNetworkOptions(networks)}
        emptyText="Your project sees no external network. Ask the operator of the cloud."
        help="Leads out of the cloud; floating IPs come from it."
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <ComboboxField
          name="fixedNetworkId"
          label="Network of the nodes"
          optional
          placeholder="New for each cluster"
          options={fixedNetworkOptions(networks, subnets)}
          onChosen={(id) => change({ fixedSubnetId: subnets.filter(({ networkId }) => networkId === id).find(({ ipVersion }) => ipVersion === 4)?.id ?? '' })}
        />
        <ComboboxField
          name="fixedSubnetId"
          label="Subnet"
          optional
          placeholder={values.fixedNetworkId ? 'Choose a subnet' : 'New with the network'}
          disabled={!values.fixedNetworkId}
          options={subnetOptions(subnets, values.fixedNetworkId || null)}
        />
      </div>
      <SelectField
        name="networkDriver"
        label="Network driver"
        options={networkStorageOptions('networkDrivers', driver, image, values.labels)}
        placeholder={driver ? undefined : 'Choose a driver first'}
        help="Carries the traffic between containers."
      />
      <div className="space-y-4 rounded-md border border-line px-3.5 py-3.5">
        <SwitchField
          name="floatingIpEnabled"
          label="Floating IPs"
          description="Nodes can be reached from outside the cloud. Without them only the project's own networks reach the cluster."
        />
        <SwitchField
          name="masterLbEnabled"
          label="Load balancer for the masters"
          description={driver?.features.virtualAddress ? 'One address for several masters. Without it they share a virtual one.' : 'One address for several masters. Needed when a cluster has more than one.'}
          disabledReason={choices.hasLoadBalancers ? null : 'This region has no load balancer service.'}
        />
      </div>
      <TextField
        name="dnsNameservers"
        label="DNS name servers"
        optional
        mono
        placeholder="192.0.2.53, 198.51.100.53"
        help="IPv4 addresses, separated by commas. Empty: those of the cloud."
      />
      <MoreFields title="API server" fields={['tlsDisabled', 'apiserverPort']}>
        <SwitchField
          name="tlsDisabled"
          label="Without TLS"
          description="Whoever reaches the API's address then owns the cluster. Only for closed test networks."
          disabledReason={driver && !driver.features.tlsDisabled ? noWithoutTls : null}
        />
        <TextField
          name="apiserverPort"
          label="API port"
          optional
          inputMode="numeric"
          placeholder={driver ? String(driver.apiPort) : undefined}
          help="1024 to 65535. Empty: the driver's own."
        />
      </MoreFields>
    </>
  );
}
