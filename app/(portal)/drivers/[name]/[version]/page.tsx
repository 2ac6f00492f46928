import type { Metadata } from 'next';
import { CompareMenu } from '#components/drivers/compare-menu.tsx';
import { DriverClusters } from '#components/drivers/driver-clusters.tsx';
import { DriverMatrix } from '#components/drivers/driver-matrix.tsx';
import { DriverMenu } from '#components/drivers/driver-menu.tsx';
import { DriverOverview } from '#components/drivers/driver-overview.tsx';
import { DriverStatus, OfferedFirst } from '#components/drivers/driver-table.tsx';
import { FileViewer } from '#components/drivers/file-viewer.tsx';
import { LabelList } from '#components/drivers/label-list.tsx';
import { MirrorImages } from '#components/drivers/mirror-images.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { isAdmin } from '#lib/auth/policy.ts';
import { getDriverView } from '#lib/driver-catalogue/get-driver-view.ts';
import { readForPage, requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';
import { removeDriverAction, setCloudDefaultAction, setDriverStatusAction, setProjectDefaultAction } from '../../actions.ts';

interface DriverPageProps {
  params: Promise<{ name: string; version: string }>;
}

export const metadata: Metadata = { title: 'Driver' };

export default async function DriverPage({ params }: DriverPageProps) {
  const [scope, { name, version }] = await Promise.all([requireScope(), params]);
  const view = await readForPage(getDriverView(scope, { name, version }));
  const { manifest, installed, preferred } = view;
  return (
    <>
      <PageHeader
        title={manifest.title}
        badge={
          <>
            <DriverStatus status={manifest.status} />
            {preferred.version === version && view.versions.length > 1 ? <OfferedFirst by={preferred.project === version ? 'project' : preferred.cloud === version ? 'cloud' : null} /> : null}
          </>
        }
        description={manifest.description}
        breadcrumbs={[{ label: 'Drivers', href: routes.drivers }]}
        actions={
          <>
            <DriverMenu
              manifest={manifest}
              preferred={preferred}
              doors={view.doors}
              setStatus={setDriverStatusAction}
              setProjectDefault={setProjectDefaultAction}
              setCloudDefault={setCloudDefaultAction}
              remove={removeDriverAction}
            />
            <CompareMenu name={name} version={version} versions={view.versions} />
          </>
        }
      >
        <p className="mt-1 text-xs text-muted">
          <span className="font-mono">
            {manifest.name} {manifest.version}
          </span>
          {installed ? (
            <>
              {' '}
              · installed by {installed.byName} <RelativeTime at={installed.at} />
            </>
          ) : (
            ' · came with the portal'
          )}
        </p>
      </PageHeader>
      <Tabs
        label="About this driver"
        items={[
          { value: 'overview', label: 'Overview', content: <DriverOverview manifest={manifest} versions={view.versions} /> },
          { value: 'matrix', label: 'Matrix', content: <DriverMatrix manifest={manifest} /> },
          { value: 'labels', label: 'Labels', count: manifest.labels.length, content: <LabelList labels={manifest.labels} /> },
          { value: 'images', label: 'Images', content: <MirrorImages name={name} mirrors={view.mirrors} /> },
          { value: 'files', label: 'Files', count: view.files.length, content: <FileViewer files={view.files} /> },
          {
            value: 'clusters',
            label: 'Clusters',
            count: view.clusterCount,
            content: <DriverClusters clusters={view.clusters} count={view.clusterCount} everywhere={isAdmin(scope)} />,
          },
        ]}
      />
    </>
  );
}
