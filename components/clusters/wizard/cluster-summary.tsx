'use client';

import { Alert } from '#components/ui/alert.tsx';
import { durationWords } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SummaryCard, SummaryRow, SummarySection } from '#components/wizard/summary-card.tsx';
import type { TemplateWithDriver } from '#lib/clusters/read-template.ts';
import { QuotaBillBars } from '../quota-bill.tsx';
import { nodesWord } from '../nodes-word.ts';
import { resourceTypeWord } from '../resource-type-word.ts';
import type { PreviewState } from '../use-preview.ts';
import { useClusterForm } from './use-cluster-form.ts';

/** Heat's own book-keeping is left to the review; here stands what one pays or waits for. */
const shownTypes = [
  'OS::Nova::Server', 'OS::Cinder::Volume', 'OS::Octavia::LoadBalancer', 'OS::Neutron::FloatingIP',
  'OS::Neutron::Net', 'OS::Neutron::Router', 'OS::Neutron::Port', 'OS::Neutron::SecurityGroup',
];
const barsShown = 6;

export function ClusterSummary({ state, chosen }: { state: PreviewState; chosen: TemplateWithDriver | null }) {
  const { values } = useClusterForm();
  const { preview, failure, loading } = state;
  const template = chosen?.template;
  return (
    <SummaryCard title="Summary" className={loading ? 'opacity-90' : undefined}>
      <SummarySection>
        <SummaryRow label="Name">{values.name}</SummaryRow>
        <SummaryRow label="Template">{template?.name}</SummaryRow>
        <SummaryRow label="Nodes">{nodesWord(values)}</SummaryRow>
        <SummaryRow label="Usually takes">{preview?.usualMs ? durationWords(preview.usualMs) : null}</SummaryRow>
      </SummarySection>
      {preview ? (
        <>
          <SummarySection title="Will be made">
            {shownTypes
              .flatMap((type) => preview.counts.find((each) => each.type === type) ?? [])
              .map(({ type, count }) => (
                <SummaryRow key={type} label={<span className="inline-block first-letter:uppercase">{resourceTypeWord(type, 2)}</span>}>
                  <span className="tabular-nums">{count}</span>
                </SummaryRow>
              ))}
          </SummarySection>
          <SummarySection title="Quota: used + this / limit">
            <QuotaBillBars bill={preview.bill} most={barsShown} />
            {preview.bill.blockedBecause ? <Alert kind="error">{preview.bill.blockedBecause}</Alert> : null}
          </SummarySection>
        </>
      ) : loading ? (
        <SummarySection>
          <Skeleton className="h-40 w-full" />
        </SummarySection>
      ) : (
        <SummarySection>
          <p className="text-sm text-muted">
            {failure ? failure.userMessage : 'Choose a cluster template to see what will be made and what it takes from your quota.'}
          </p>
        </SummarySection>
      )}
    </SummaryCard>
  );
}
