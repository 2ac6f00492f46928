import type { Metadata } from 'next';
import { DriverOverview } from '#components/drivers/driver-overview.tsx';
import { DriverStatus } from '#components/drivers/driver-table.tsx';
import { FileViewer } from '#components/drivers/file-viewer.tsx';
import { LabelList } from '#components/drivers/label-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { getDriverView } from '#lib/driver-catalogue/get-driver-view.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';

interface DriverPageProps {
  params: Promise<{ name: string; version: string }>;
}

export const metadata: Metadata = { title: 'Driver' };

export default async function DriverPage({ params }: DriverPageProps) {
  const [scope, { name, version }] = await Promise.all([requireScope(), params]);
  const { manifest, files } = await readForPage(getDriverView(scope, { name, version }));
  return (
    <>
      <PageHeader
        title={manifest.title}
        badge={<DriverStatus status={manifest.status} />}
        description={manifest.description}
        breadcrumbs={[{ label: 'Drivers', href: routes.drivers }]}
      >
        <p className="mt-1 font-mono text-xs text-muted">
          {manifest.name} {manifest.version}
        </p>
      </PageHeader>
      <Tabs
        label="About this driver"
        items={[
          { value: 'overview', label: 'Overview', content: <DriverOverview manifest={manifest} /> },
          { value: 'labels', label: 'Labels', count: manifest.labels.length, content: <LabelList labels={manifest.labels} /> },
          { value: 'files', label: 'Files', count: files.length, content: <FileViewer files={files} /> },
        ]}
      />
    </>
  );
}
