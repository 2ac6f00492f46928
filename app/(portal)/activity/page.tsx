import type { Metadata } from 'next';
import { History } from 'lucide-react';
import { ActivityList } from '#components/clusters/activity-list.tsx';
import { one, type SearchParams } from '#components/clusters/read-list-address.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { PaginationLinks } from '#components/ui/pagination-links.tsx';
import { listAuditEvents } from '#lib/audit/list-audit-events.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [scope, parameters] = await Promise.all([requireScope(), searchParams]);
  const before = one(parameters.before);
  const { rows, next } = await listAuditEvents(scope, { before });
  return (
    <>
      <PageHeader title="Activity" description={`Who did what in the project ${scope.projectName}, newest first.`} />
      {rows.length > 0 ? (
        <>
          <ActivityList events={rows} />
          <div className="mt-3">
            <PaginationLinks
              previousHref={before ? routes.activity : null}
              nextHref={next && `${routes.activity}?before=${encodeURIComponent(next)}`}
            />
          </div>
        </>
      ) : (
        <EmptyState icon={<History aria-hidden />} title="Nothing has happened here yet" description="Creating, deleting and kubeconfigs taken are recorded here." />
      )}
    </>
  );
}
