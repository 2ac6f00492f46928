'use client';

import { Download } from 'lucide-react';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { ClusterPreview } from '#lib/clusters/preview.ts';
import { cliFiles } from '#lib/clusters/view.ts';
import { tarArchive } from '#lib/tar-archive.ts';
import { QuotaBillTable } from '../quota-bill.tsx';
import { ResourceCountList } from '../resource-count-list.tsx';
import type { PreviewState } from '../use-preview.ts';

/** What will be made, before anything exists. */
export function ReviewStep({ state, name }: { state: PreviewState; name: string }) {
  const { preview, failure, loading } = state;
  if (failure && !loading) {
    return (
      <Alert kind="error" reference={failure.requestId ?? failure.reference}>
        {failure.userMessage}
        {failure.fieldErrors ? (
          <ul className="mt-1 list-disc pl-5">
            {Object.entries(failure.fieldErrors).map(([field, sentence]) => (
              <li key={field}>{sentence}</li>
            ))}
          </ul>
        ) : null}
      </Alert>
    );
  }
  if (!preview) {
    return (
      <div className="space-y-3" aria-busy="true">
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-48 w-full" />
      </div>
    );
  }
  const total = preview.counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="space-y-4">
      {preview.bill.blockedBecause ? (
        <Alert kind="error" title="This does not fit into the quota">
          {preview.bill.blockedBecause}
        </Alert>
      ) : null}
      {preview.quotaFailures.length > 0 ? (
        <Alert kind="warning" title="Part of the quota could not be read">
          {preview.quotaFailures.join(' ')}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">
          {total} resources of {preview.counts.length} kinds.
        </p>
        <Button size="sm" icon={<Download aria-hidden />} onClick={() => download(preview, name)}>
          Download all files
        </Button>
      </div>
      <Tabs
        label="Review"
        defaultValue="resources"
        items={[
          {
            value: 'resources',
            label: 'Resources',
            content: <ResourceCountList counts={preview.counts} />,
          },
          { value: 'quota', label: 'Quota', content: <QuotaBillTable bill={preview.bill} /> },
          {
            value: 'hot',
            label: 'HOT',
            content: <CodeBlock code={preview.template} fileName={preview.templateFile} download lineNumbers maxHeight="28rem" />,
          },
          {
            value: 'files',
            label: 'Files',
            content: (
              <div className="space-y-3">
                {preview.files.map((file) => (
                  <details key={file.name} className="rounded-md border border-line">
                    <summary className="px-3 py-2 font-mono text-xs hover:bg-hover">{file.name}</summary>
                    <CodeBlock code={file.content} fileName={file.name} download lineNumbers maxHeight="24rem" />
                  </details>
                ))}
              </div>
            ),
          },
          {
            value: 'environment',
            label: 'Environment',
            content: (
              <div className="space-y-4">
                <CodeBlock code={preview.environment} fileName={cliFiles.environment} download maxHeight="14rem" />
                <CodeBlock code={preview.parametersYaml} fileName={cliFiles.parameters} download maxHeight="28rem" />
                {preview.hiddenParameters.length > 0 ? (
                  <p className="text-sm text-muted">
                    Hidden, and made only when the cluster is created:{' '}
                    <span className="font-mono text-xs">{preview.hiddenParameters.join(', ')}</span>
                  </p>
                ) : null}
              </div>
            ),
          },
          {
            value: 'cli',
            label: 'CLI',
            content: (
              <div className="space-y-3">
                <p className="text-sm text-muted">
                  The same stack by the command line, from the downloaded files. It would be yours alone: the portal does not follow it.
                </p>
                <CodeBlock code={preview.cli} fileName="create.sh" download maxHeight="28rem" />
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}

function download(preview: ClusterPreview, name: string): void {
  const blocks = tarArchive(
    [
      { name: `${name}/${preview.templateFile}`, content: preview.template },
      { name: `${name}/${cliFiles.environment}`, content: preview.environment },
      { name: `${name}/${cliFiles.parameters}`, content: preview.parametersYaml },
      ...preview.files.map((file) => ({ name: `${name}/${file.name}`, content: file.content })),
    ],
    new Date(),
  );
  const address = URL.createObjectURL(new Blob(blocks, { type: 'application/x-tar' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.tar`;
  link.click();
  URL.revokeObjectURL(address);
}
