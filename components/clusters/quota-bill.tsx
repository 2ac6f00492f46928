import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import type { Bill, BillRow } from '#lib/quotas/view.ts';

/** Bars of what the cluster draws on: those that do not fit or nearly fill it first, then in the usual order. */
export function QuotaBillBars({ bill, most }: { bill: Bill; most?: number }) {
  const drawn = bill.rows.filter((row) => row.thisCluster > 0);
  const sorted = [...drawn].sort((a, b) => tight(b) - tight(a)).slice(0, most);
  return (
    <ul className="space-y-2.5">
      {sorted.map((row) => (
        <li key={row.key}>
          <ProgressBar
            label={row.title}
            used={row.key === 'serverGroupMembers' ? 0 : (row.used ?? 0)}
            added={row.thisCluster}
            limit={row.limit === null || row.limit < 0 ? null : row.limit}
            unknown={row.fit === 'unknown'}
            {...(row.unit && { unit: row.unit })}
          />
        </li>
      ))}
    </ul>
  );
}

const nearlyFull = 0.75;

/** How full the quota would be where that matters, else 0. */
function tight(row: BillRow): number {
  if (row.limit === null || row.limit < 0) return 0;
  const used = row.key === 'serverGroupMembers' ? 0 : (row.used ?? 0);
  const share = (used + row.thisCluster) / Math.max(row.limit, 1);
  return share >= nearlyFull ? share : 0;
}

const fitWords: Readonly<Record<BillRow['fit'], string>> = {
  fits: 'fits',
  exceeds: 'does not fit',
  unlimited: 'no limit',
  unknown: 'not known',
};

const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** The whole bill as a table. */
export function QuotaBillTable({ bill }: { bill: Bill }) {
  const figure = (value: number | null, unit: string) => (value === null ? '–' : `${format.format(value)}${unit ? ` ${unit}` : ''}`);
  return (
    <Table caption="Quota: used, this cluster and limit" containerClassName="rounded-md border border-line">
      <TableHead>
        <TableHeaderCell>Quota</TableHeaderCell>
        <TableHeaderCell numeric>Used</TableHeaderCell>
        <TableHeaderCell numeric>This cluster</TableHeaderCell>
        <TableHeaderCell numeric>Limit</TableHeaderCell>
        <TableHeaderCell>
          <span className="sr-only">Does it fit?</span>
        </TableHeaderCell>
      </TableHead>
      <TableBody>
        {bill.rows.map((row) => (
          <TableRow key={row.key} className={row.fit === 'exceeds' ? 'tone-failed bg-(--tone-soft)' : undefined}>
            <TableCell>{row.title}</TableCell>
            <TableCell numeric className="whitespace-nowrap text-muted">{row.key === 'serverGroupMembers' ? '–' : figure(row.used, row.unit)}</TableCell>
            <TableCell numeric className="font-medium whitespace-nowrap">{figure(row.thisCluster, row.unit)}</TableCell>
            <TableCell numeric className="whitespace-nowrap text-muted">{row.limit !== null && row.limit < 0 ? 'none' : figure(row.limit, row.unit)}</TableCell>
            <TableCell className={row.fit === 'exceeds' ? 'font-medium text-failed' : 'text-muted'}>{fitWords[row.fit]}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
