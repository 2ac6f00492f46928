'use client';

import { useEffect, useState } from 'react';
import Link from 'next/link';
import type { ClusterView } from '#lib/clusters/view.ts';
import { routes } from '#lib/routes.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { KeyValueList } from '#components/ui/key-value-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import { useAction } from '#components/frame/use-action.ts';
import type { BundleFiles, ClusterActions } from './cluster-actions.ts';

interface SettingsTabProps {
  cluster: ClusterView;
  /** Null where the template is no longer shown to this project. */
  templateLabels: Readonly<Record<string, string>> | null;
  readBundle: ClusterActions['readBundle'];
}

const yesNo = (value: boolean) => (value ? 'Yes' : 'No');

export function SettingsTab({ cluster, templateLabels, readBundle }: SettingsTabProps) {
  return (
    <div className="space-y-4">
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Nodes">
          <KeyValueList
            className="-my-2"
            items={[
              { label: 'Masters', value: cluster.masterCount },
              { label: 'Master flavor', value: cluster.masterFlavorName },
              { label: 'Minions', value: cluster.nodeCount },
              { label: 'Minion flavor', value: cluster.flavorName },
              { label: 'Image', value: cluster.imageName },
              { label: 'Keypair', value: cluster.keypairId },
              { label: 'Availability zone', value: cluster.availabilityZone ?? 'Chosen by the cloud' },
              { label: 'Docker volume', value: cluster.dockerVolumeSizeGib ? `${cluster.dockerVolumeSizeGib} GiB` : null },
            ]}
          />
        </Card>
        <Card title="Cluster">
          <KeyValueList
            className="-my-2"
            items={[
              { label: 'Id', value: <CopyText text={cluster.id} what="cluster id" /> },
              {
                label: 'Template',
                value: (
                  <Link className="rounded-xs text-accent-text hover:underline" href={routes.clusterTemplate(cluster.templateId)}>
                    {cluster.templateName}
                  </Link>
                ),
              },
              { label: 'Stack name', value: <CopyText text={cluster.stackName} what="stack name" /> },
              { label: 'Stack id', value: cluster.stackId ? <CopyText text={cluster.stackId} what="stack id" /> : null },
              { label: 'Region', value: cluster.region },
              { label: 'Load balancer for masters', value: yesNo(cluster.masterLbEnabled) },
              { label: 'Floating IPs', value: yesNo(cluster.floatingIpEnabled) },
              { label: 'Time limit', value: cluster.createTimeoutMin ? `${cluster.createTimeoutMin} min` : 'None' },
              { label: 'Last change', value: <RelativeTime at={cluster.updatedAt} /> },
            ]}
          />
        </Card>
      </div>
      <LabelsCard cluster={cluster} templateLabels={templateLabels} />
      <BundleCard cluster={cluster} readBundle={readBundle} />
    </div>
  );
}

function LabelsCard({ cluster, templateLabels }: Pick<SettingsTabProps, 'cluster' | 'templateLabels'>) {
  const keys = [...new Set([...Object.keys(cluster.effectiveLabels), ...Object.keys(cluster.labels), ...Object.keys(templateLabels ?? {})])].sort();
  return (
    <Card title="Labels" description="What holds is the cluster's own value, else the template's, else the driver's." flush>
      {keys.length === 0 ? (
        <p className="p-4 text-sm text-muted">No labels were set.</p>
      ) : (
        <Table caption="Labels of the cluster">
          <TableHead>
            <TableHeaderCell>Label</TableHeaderCell>
            <TableHeaderCell>Template</TableHeaderCell>
            <TableHeaderCell>This cluster</TableHeaderCell>
            <TableHeaderCell>Holds</TableHeaderCell>
          </TableHead>
          <TableBody>
            {keys.map((key) => (
              <TableRow key={key}>
                <TableCell className="font-mono text-xs">{key}</TableCell>
                <LabelValue value={templateLabels?.[key]} />
                <LabelValue value={cluster.labels[key]} />
                <LabelValue value={cluster.effectiveLabels[key]} strong />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function LabelValue({ value, strong }: { value: string | undefined; strong?: boolean }) {
  return (
    <TableCell className="max-w-64 font-mono text-xs break-all">
      {value === undefined ? <span className="text-faint">–</span> : <span className={strong ? 'font-medium' : 'text-muted'}>{value || 'empty'}</span>}
    </TableCell>
  );
}

function BundleCard({ cluster, readBundle }: Pick<SettingsTabProps, 'cluster' | 'readBundle'>) {
  const { run, pending, failure } = useAction(readBundle);
  const [bundle, setBundle] = useState<BundleFiles | null>(null);
  const [fileName, setFileName] = useState('');
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    void run({ clusterId: cluster.id }).then((result) => {
      if (!result.ok) return setWanted(false);
      setBundle(result.value);
      setFileName(result.value.files[0]?.name ?? '');
    });
  }, [wanted, run, cluster.id]);
  const file = bundle?.files.find((each) => each.name === fileName);
  return (
    <Card
      title="Driver"
      description="The exact templates and scripts this cluster was made from; a newer driver does not change them."
      actions={
        <>
          <ButtonLink size="sm" href={routes.moveCluster(cluster.id)}>
            Move to another version
          </ButtonLink>
          {bundle ? null : (
            <Button size="sm" pending={pending} onClick={() => setWanted(true)}>
              Show the files
            </Button>
          )}
        </>
      }
    >
      <KeyValueList
        className="-my-2"
        items={[
          {
            label: 'Driver',
            value: (
              <Link className="rounded-xs text-accent-text hover:underline" href={routes.driver(cluster.driverName, cluster.driverVersion)}>
                {cluster.driverName} {cluster.driverVersion}
              </Link>
            ),
          },
          ...(bundle ? [{ label: 'Checksum', value: <CopyText text={bundle.sha256} what="checksum" /> }] : []),
        ]}
      />
      {failure ? (
        <Alert kind="error" className="mt-3" reference={failure.reference}>
          {failure.userMessage}
        </Alert>
      ) : null}
      {bundle && file ? (
        <div className="mt-4 space-y-3">
          <Select
            aria-label="File of the driver"
            className="max-w-96"
            options={bundle.files.map(({ name }) => ({ value: name, label: name }))}
            value={fileName}
            onChange={(event) => setFileName(event.target.value)}
          />
          <CodeBlock code={file.text} fileName={file.name} download lineNumbers />
        </div>
      ) : null}
    </Card>
  );
}
