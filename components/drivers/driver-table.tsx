import Link from 'next/link';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx';
import { coeWord, imageWord, provenWord, serverTypeWord, statusLook, versionsWord } from './driver-words.ts';

export function DriverTable({ drivers }: { drivers: readonly DriverManifest[] }) {
  return (
    <Table caption="Cluster drivers">
      <TableHead>
        <TableHeaderCell>Driver</TableHeaderCell>
        <TableHeaderCell>Status</TableHeaderCell>
        <TableHeaderCell>Makes</TableHeaderCell>
        <TableHeaderCell>Versions</TableHeaderCell>
        <TableHeaderCell>Runs on</TableHeaderCell>
        <TableHeaderCell>Image</TableHeaderCell>
        <TableHeaderCell>Proven</TableHeaderCell>
      </TableHead>
      <TableBody>
        {drivers.map((driver) => (
          <TableRow key={`${driver.name} ${driver.version}`}>
            <TableCell>
              <Link href={routes.driver(driver.name, driver.version)} className="rounded-xs font-medium whitespace-nowrap hover:underline">
                {driver.title}
              </Link>
              <div className="font-mono text-xs whitespace-nowrap text-muted">
                {driver.name} {driver.version}
              </div>
            </TableCell>
            <TableCell>
              <DriverStatus status={driver.status} />
            </TableCell>
            <TableCell className="whitespace-nowrap">{coeWord[driver.coe]}</TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">{versionsWord(driver)}</TableCell>
            <TableCell className="whitespace-nowrap">{driver.serverTypes.map((type) => serverTypeWord[type]).join(', ')}</TableCell>
            <TableCell className="whitespace-nowrap">{imageWord(driver)}</TableCell>
            <TableCell className="text-muted">{provenWord(driver)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** For narrow screens: what decides about a driver, without scrolling sideways. */
export function DriverCards({ drivers }: { drivers: readonly DriverManifest[] }) {
  return (
    <ul className="space-y-3">
      {drivers.map((driver) => (
        <li key={`${driver.name} ${driver.version}`}>
          <Link
            href={routes.driver(driver.name, driver.version)}
            className="block rounded-lg border border-line bg-surface p-4 text-sm shadow-xs hover:bg-hover"
          >
            <span className="flex items-start justify-between gap-3">
              <span className="font-medium">{driver.title}</span>
              <DriverStatus status={driver.status} />
            </span>
            <span className="mt-0.5 block font-mono text-xs text-muted">
              {driver.name} {driver.version}
            </span>
            <span className="mt-2 block">
              {coeWord[driver.coe]} {versionsWord(driver)} on {imageWord(driver)}
            </span>
            <span className="mt-1 block text-muted">{provenWord(driver)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function DriverStatus({ status }: { status: DriverManifest['status'] }) {
  const { word, tone, help } = statusLook[status];
  return (
    <Badge tone={tone} title={help}>
      {word}
    </Badge>
  );
}
