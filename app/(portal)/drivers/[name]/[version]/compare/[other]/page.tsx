import type { Metadata } from 'next';
import { FileDiffs } from '#components/drivers/file-diff.tsx';
import { DriverStatus } from '#components/drivers/driver-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { compareDrivers } from '#lib/driver-catalogue/compare-drivers.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';

interface ComparePageProps {
  params: Promise<{ name: string; version: string; other: string }>;
}

export const metadata: Metadata = { title: 'Compare driver versions' };

export default async function CompareDriversPage({ params }: ComparePageProps) {
  const [scope, { name, version, other }] = await Promise.all([requireScope(), params]);
  const { before, after, files, rendered } = await readForPage(compareDrivers(scope, { name, from: version, to: other }));
  return (
    <>
      <PageHeader
        title={`${before.version} → ${after.version}`}
        badge={<DriverStatus status={after.status} />}
        description={`What is different in ${after.title} ${after.version}, against ${before.version}. Clusters keep what they were made from: only one that is moved changes.`}
        breadcrumbs={[
          { label: 'Drivers', href: routes.drivers },
          { label: `${before.title} ${before.version}`, href: routes.driver(before.name, before.version) },
        ]}
      />
      <Tabs
        label="Differences"
        items={[
          { value: 'files', label: 'Files', count: files.length, content: <FileDiffs changes={files} emptyText="The files are the same, to the letter." /> },
          {
            value: 'rendered',
            label: 'Rendered',
            count: rendered.length,
            content: (
              <div className="space-y-3">
                <p className="max-w-3xl text-sm text-pretty text-muted">
                  What Heat gets from both versions for the same sample cluster; labels have the defaults of their version. Files that are packed for the nodes are compared under Files.
                </p>
                <FileDiffs changes={rendered} emptyText="Both versions render to the same." />
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
