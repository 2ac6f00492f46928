'use client';

import { KeyRound } from 'lucide-react';
import type { IssuedKubeconfigView } from '#lib/certificates/view.ts';
import type { ClusterView } from '#lib/clusters/view.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { whyNoKubeconfig } from './cluster-header.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';

interface AccessTabProps {
  cluster: ClusterView;
  taken: readonly IssuedKubeconfigView[];
  refusedBecause: string | null;
  onKubeconfig: () => void;
}

export function AccessTab({ cluster, taken, refusedBecause, onKubeconfig }: AccessTabProps) {
  const disabledReason = refusedBecause ?? whyNoKubeconfig(cluster);
  const button = (
    <Button icon={<KeyRound aria-hidden />} disabledReason={disabledReason} onClick={onKubeconfig}>
      Kubeconfig
    </Button>
  );
  return (
    <div className="space-y-4">
      <Card title="How to reach it" actions={button}>
        {cluster.apiAddress ? (
          <div className="space-y-3 text-sm">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="text-muted">API address</span> <CopyText text={cluster.apiAddress} what="API address" />
            </p>
            <p className="text-muted">Take a kubeconfig, then:</p>
            <CodeBlock label="Commands" code={`export KUBECONFIG=~/Downloads/${cluster.name}.kubeconfig\nkubectl get nodes`} />
          </div>
        ) : (
          <p className="text-sm text-muted">The address of the API is known as soon as the masters are up.</p>
        )}
      </Card>
      <Card title="Kubeconfigs taken" description="Each was written down with who took it and how long it is good." flush>
        {taken.length === 0 ? (
          <EmptyState className="py-10" icon={<KeyRound aria-hidden />} title="None yet" description="Whoever takes a kubeconfig is listed here." />
        ) : (
          <Table caption="Kubeconfigs taken from this cluster">
            <TableHead>
              <TableHeaderCell>Who</TableHeaderCell>
              <TableHeaderCell>When</TableHeaderCell>
              <TableHeaderCell>Good until</TableHeaderCell>
            </TableHead>
            <TableBody>
              {taken.map((each) => (
                <TableRow key={each.id}>
                  <TableCell className="font-medium">{each.userName}</TableCell>
                  <TableCell>
                    <RelativeTime at={each.issuedAt} />
                  </TableCell>
                  <TableCell>
                    <RelativeTime at={each.notAfter} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </div>
  );
}
