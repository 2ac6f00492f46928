'use client';

import { Badge } from '#components/ui/badge.tsx';
import { itemsOf } from '#components/wizard/cloud-options.ts';
import { SummaryCard, SummaryRow, SummarySection } from '#components/wizard/summary-card.tsx';
import { gib } from '#lib/cloud-choices/accepts-flavor.ts';
import { coeTitle, serverTypeTitle } from './coe-words.ts';
import { useTemplateForm, type StepProps } from './use-template-form.ts';

export function TemplateSummary(props: StepProps) {
  const { choices } = props;
  const { values, driver, image } = useTemplateForm(props);
  const flavors = itemsOf(choices.flavors);
  const networks = itemsOf(choices.networks);
  const subnet = itemsOf(choices.subnets).find(({ id }) => id === values.fixedSubnetId);
  const labelCount = Object.keys(values.labels).length;
  return (
    <SummaryCard title="This template">
      <SummarySection>
        <SummaryRow label="Name">{values.name}</SummaryRow>
        <SummaryRow label="Orchestrator">{coeTitle(values.coe)}</SummaryRow>
        <SummaryRow label="Driver">{driver ? `${driver.title} ${driver.version}` : null}</SummaryRow>
        <SummaryRow label="Image">{image?.name ?? null}</SummaryRow>
        <SummaryRow label="Servers">{serverTypeTitle(values.serverType)}</SummaryRow>
      </SummarySection>
      <SummarySection title="Each node">
        <NodeLine role="Master" flavor={flavors.find(({ id }) => id === values.masterFlavorId)} />
        <NodeLine role="Minion" flavor={flavors.find(({ id }) => id === values.flavorId)} />
        {values.dockerVolumeSizeGib ? <SummaryRow label="Docker volume">{values.dockerVolumeSizeGib} GiB</SummaryRow> : null}
        <SummaryRow label="Keypair">{values.keypairId || 'chosen with the cluster'}</SummaryRow>
      </SummarySection>
      <SummarySection title="Network">
        <SummaryRow label="External">{networks.find(({ id }) => id === values.externalNetworkId)?.name ?? null}</SummaryRow>
        <SummaryRow label="Nodes">
          {values.fixedNetworkId ? (networks.find(({ id }) => id === values.fixedNetworkId)?.name ?? null) : 'new for each cluster'}
        </SummaryRow>
        {subnet ? <SummaryRow label="Subnet">{subnet.cidr}</SummaryRow> : null}
        <SummaryRow label="Between pods">{values.networkDriver}</SummaryRow>
        <div className="flex flex-wrap gap-1.5 pt-1">
          {values.floatingIpEnabled ? <Badge tone="ready">floating IPs</Badge> : <Badge>no floating IPs</Badge>}
          {values.masterLbEnabled ? <Badge tone="ready">load balancer</Badge> : null}
          {values.tlsDisabled ? <Badge tone="failed">without TLS</Badge> : null}
        </div>
      </SummarySection>
      <SummarySection>
        <SummaryRow label="Labels">{labelCount === 0 ? 'all by default' : `${labelCount} set`}</SummaryRow>
        <SummaryRow label="Seen by">{values.hidden ? 'hidden' : values.public ? 'all projects' : 'this project'}</SummaryRow>
      </SummarySection>
    </SummaryCard>
  );
}

function NodeLine({ role, flavor }: { role: string; flavor: { name: string; vcpus: number; ramMib: number } | undefined }) {
  return (
    <div>
      <SummaryRow label={role}>{flavor?.name ?? null}</SummaryRow>
      {flavor ? (
        <p className="text-right text-xs text-muted">
          {flavor.vcpus} vCPU · {gib(flavor.ramMib)} RAM
        </p>
      ) : null}
    </div>
  );
}
