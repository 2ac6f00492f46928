import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { DriverManifest, TestedPair } from '#lib/drivers/manifest.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import { distroWord } from './driver-words.ts';

const resultLook = {
  booted: { word: 'Booted', tone: 'ready', Icon: CircleCheck, help: 'Clusters of both have really been run.' },
  rendered: { word: 'Rendered', tone: 'waiting', Icon: CircleDashed, help: 'Rendered and checked; not run yet.' },
  refused: { word: 'Does not work', tone: 'failed', Icon: CircleX, help: 'Known not to work together.' },
} as const;

/** The compatibility matrix: versions of the orchestrator down, versions of the image across. */
export function DriverMatrix({ manifest }: { manifest: DriverManifest }) {
  const { testedPairs } = manifest;
  if (testedPairs.length === 0) {
    return (
      <Card>
        <EmptyState icon={<CircleDashed aria-hidden />} title="No pairs are told" description="This driver's manifest holds no matrix. The overview says what is proven." />
      </Card>
    );
  }
  const columns = unique(testedPairs.map(columnOf));
  const rows = unique([...manifest.coeVersions, ...testedPairs.map(({ coeVersion }) => coeVersion)]).filter((version) => testedPairs.some(({ coeVersion }) => coeVersion === version));
  const notes = testedPairs.filter(({ note }) => note !== '');
  return (
    <div className="space-y-4">
      <Card flush>
        <Table caption="Compatibility matrix">
          <TableHead>
            <TableHeaderCell>Version</TableHeaderCell>
            {columns.map((column) => (
              <TableHeaderCell key={column}>
                {distroWord(manifest.image.osDistro)} {column}
              </TableHeaderCell>
            ))}
          </TableHead>
          <TableBody>
            {rows.map((version) => (
              <TableRow key={version}>
                <th scope="row" className="px-4 py-2 text-left font-medium whitespace-nowrap tabular-nums">
                  {version}
                </th>
                {columns.map((column) => (
                  <TableCell key={column}>
                    <Result pair={testedPairs.find((pair) => pair.coeVersion === version && columnOf(pair) === column)} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5 text-xs text-muted">
        {Object.values(resultLook).map(({ word, help, Icon }) => (
          <li key={word} className="flex items-center gap-1.5">
            <Icon className="size-3.5" aria-hidden /> {word}: {help}
          </li>
        ))}
        <li>–: nothing is known.</li>
        {testedPairs.some(({ storageDrivers, networkDrivers }) => storageDrivers ?? networkDrivers) ? <li>Storage and network drivers are named where not all of them work.</li> : null}
      </ul>
      {notes.length > 0 ? (
        <Card title="Remarks" flush>
          <ul className="divide-y divide-line text-sm">
            {notes.map((pair) => (
              <li key={`${columnOf(pair)} ${pair.coeVersion}`} className="px-4 py-2.5">
                <span className="font-medium">
                  {pair.coeVersion} on {distroWord(manifest.image.osDistro)} {columnOf(pair)}
                </span>
                <p className="mt-0.5 text-pretty text-muted">{pair.note}</p>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}

function Result({ pair }: { pair: TestedPair | undefined }) {
  if (!pair) return <span className="text-faint">–</span>;
  const { word, tone, Icon } = resultLook[pair.result];
  return (
    <div className="space-y-1 py-2">
      <Badge tone={tone} icon={<Icon aria-hidden />} title={pair.note || undefined}>
        {word}
      </Badge>
      <OnlyWith what="Storage driver" names={pair.storageDrivers} />
      <OnlyWith what="Network driver" names={pair.networkDrivers} />
    </div>
  );
}

function OnlyWith({ what, names }: { what: string; names: readonly string[] | undefined }) {
  return names ? (
    <p className="text-xs text-muted">
      {what}: {names.join(', ')}
    </p>
  ) : null;
}

function columnOf({ osVersion, containerRuntime }: TestedPair): string {
  return `${osVersion}, ${containerRuntime}`;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
