'use client';

import { Download } from 'lucide-react';
import type { ClusterView } from '#lib/clusters/view.ts';
import { routes } from '#lib/routes.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { useDownload } from './use-download.ts';

/** For nodes that Kubespray turns into a cluster: what it has to know of them. */
export function InventoryCard({ cluster, disabledReason }: { cluster: ClusterView; disabledReason: string | null }) {
  const { pending, error, fileName, download } = useDownload();
  const file = fileName ?? `${cluster.name}-inventory.tar.gz`;
  const folder = file.replace(/\.tar\.gz$/, '');
  return (
    <Card
      title="Kubespray inventory"
      description="The nodes, their network and the API’s address are ready; Kubespray makes the Kubernetes on them."
      actions={
        <Button
          icon={<Download aria-hidden />}
          pending={pending}
          disabledReason={disabledReason}
          onClick={() => void download(routes.api.inventory(cluster.id))}
        >
          Download inventory
        </Button>
      }
    >
      <div className="space-y-3 text-sm">
        {error ? (
          <Alert kind="error" title="No inventory was made">
            {error}
          </Alert>
        ) : null}
        {fileName ? <Alert kind="success" title={`${fileName} is in your downloads`} /> : null}
        {cluster.apiAddress ? (
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="text-muted">API address, once Kubespray has run</span> <CopyText text={cluster.apiAddress} what="API address" />
          </p>
        ) : null}
        <p className="text-muted">In a checkout of Kubespray:</p>
        <CodeBlock label="Commands" code={`tar -xzf ~/Downloads/${file}\nansible-playbook -i ${folder}/inventory.ini --become cluster.yml`} />
      </div>
    </Card>
  );
}
