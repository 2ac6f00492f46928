import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import type { LabelChange } from '#lib/clusters/view.ts';

export function MoveLabelChanges({ changes }: { changes: readonly LabelChange[] }) {
  return (
    <Card flush>
      <Table caption="Labels that would change">
        <TableHead>
          <TableHeaderCell>Change</TableHeaderCell>
          <TableHeaderCell>Label</TableHeaderCell>
          <TableHeaderCell>Now</TableHeaderCell>
          <TableHeaderCell>After the move</TableHeaderCell>
        </TableHead>
        <TableBody>
          {changes.map((change) => (
            <TableRow key={change.key}>
              <TableCell>
                <ChangeBadge change={change} />
              </TableCell>
              <TableCell className="font-mono text-xs">{change.key}</TableCell>
              <LabelValue value={change.from} />
              <LabelValue value={change.to} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function ChangeBadge({ change: { from, to } }: { change: LabelChange }) {
  if (to === null) return <Badge tone="degraded">Dropped</Badge>;
  return from === null ? <Badge tone="ready">New</Badge> : <Badge tone="working">Changed</Badge>;
}

function LabelValue({ value }: { value: string | null }) {
  return <TableCell className="max-w-64 font-mono text-xs break-all">{value === null ? <span className="text-faint">–</span> : value || 'empty'}</TableCell>;
}
