'use client';

import { KeyRound } from 'lucide-react';
import type { IssuedCertificateView } from '#lib/certificates/view.ts';
import type { AccessKind } from '#lib/cluster-access/view.ts';
import type { ClusterView } from '#lib/clusters/view.ts';
import { wordsFor, type CertificateWords } from '#components/certificates/access-words.ts';
import { InventoryCard } from '#components/certificates/inventory-card.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import { whyNoAccess } from './cluster-header.tsx';

interface AccessTabProps {
  cluster: ClusterView;
  access: AccessKind;
  taken: readonly IssuedCertificateView[];
  refusedBecause: string | null;
  onCertificate: () => void;
}

export function AccessTab({ cluster, access, taken, refusedBecause, onCertificate }: AccessTabProps) {
  const words = wordsFor(access);
  if (access === 'inventory') return <InventoryCard cluster={cluster} disabledReason={whyNoAccess(cluster)} />;
  const button = words ? (
    <Button icon={<KeyRound aria-hidden />} disabledReason={refusedBecause ?? whyNoAccess(cluster)} onClick={onCertificate}>
      {words.button}
    </Button>
  ) : null;
  return (
    <div className="space-y-4">
      <Card title="How to reach it" actions={button}>
        {cluster.apiAddress ? (
          <div className="space-y-3 text-sm">
            <p className="flex flex-wrap items-center gap-x-2">
              <span className="text-muted">API address</span> <CopyText text={cluster.apiAddress} what="API address" />
            </p>
            {words ? (
              <>
                <p className="text-muted">{words.take}</p>
                <CodeBlock label="Commands" code={words.commands(words.usualFile(cluster.name))} />
              </>
            ) : (
              <p className="text-muted">It asks for no certificate: whoever reaches the address may use it.</p>
            )}
          </div>
        ) : (
          <p className="text-sm text-muted">The address of the API is known as soon as the masters are up.</p>
        )}
      </Card>
      {words ? <TakenCard words={words} taken={taken} /> : null}
    </div>
  );
}

function TakenCard({ words, taken }: { words: CertificateWords; taken: readonly IssuedCertificateView[] }) {
  return (
    <Card title={words.taken} description="Each was written down with who took it and how long it is good." flush>
      {taken.length === 0 ? (
        <EmptyState className="py-10" icon={<KeyRound aria-hidden />} title="None yet" description={words.takenHelp} />
      ) : (
        <Table caption={`${words.taken} from this cluster`}>
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
  );
}
