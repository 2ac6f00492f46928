import type { Metadata } from 'next';
import { QuotaCards } from '#components/clusters/quota-cards.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireScope } from '#lib/next/require-scope.ts';
import { getQuotaUsage } from '#lib/quotas/get-quota-usage.ts';

export const metadata: Metadata = { title: 'Quota' };

export default async function QuotaPage() {
  const scope = await requireScope();
  const usage = await getQuotaUsage(scope);
  return (
    <>
      <PageHeader
        title="Quota"
        description={`What the project ${scope.projectName} uses of what the cloud allows it, as far as clusters draw on it.`}
      />
      <QuotaCards usage={usage} />
    </>
  );
}
